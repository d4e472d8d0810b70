package org.holdfast.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The processes of one node, in the order they were started. Guarded by its own lock: the stop comes from another thread. */
final class Children {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Child> running = new ArrayList<>();
    private final Map<Child, Restarts> kept = new HashMap<>();
    private final BlockingQueue<Child> ended = new LinkedBlockingQueue<>();
    private @Nullable Child vital;
    private boolean stopping;

    void stopLeftOvers(Home home, List<String> names) {
        names.forEach(name -> Child.stopLeftOver(name, home));
    }

    Child add(Child child) {
        synchronized (this) {
            if (!stopping) {
                running.add(child);
                var unused = child.ended().thenAccept(ended::add);
                return child;
            }
        }
        child.stop(PATIENCE);
        throw new Refused("it was told to stop");
    }

    /** Without this one the node is nothing: when it ends, everything does. */
    Child addVital(Child child) {
        synchronized (this) {
            vital = child;
        }
        return add(child);
    }

    /** A child that is started again when it ends by itself. */
    Child addKept(Supplier<Child> start) {
        return addKept(new Restarts(start));
    }

    private Child addKept(Restarts restarts) {
        Child child = restarts.start();
        synchronized (this) {
            kept.put(child, restarts);
        }
        return add(child);
    }

    /** Returns 1 when the vital child ends by itself. Any other that ends is reported, and the rest goes on. */
    int watch(PrintStream out) {
        while (true) {
            Child gone = nextEnded();
            Restarts again;
            synchronized (this) {
                if (stopping) {
                    return 0;
                }
                running.remove(gone);
                again = kept.remove(gone);
            }
            if (gone.exitCode() != 0 || isVital(gone) || again != null) {
                out.printf("%s ended by itself with exit code %d, see %s%n", gone.name(), gone.exitCode(), gone.log());
            }
            if (isVital(gone)) {
                return 1;
            }
            if (again != null) {
                startAgain(again, gone.name(), out);
            }
        }
    }

    private void startAgain(Restarts restarts, String name, PrintStream out) {
        Duration pause = restarts.pause();
        out.printf("%s is started again in %d s%n", name, pause.toSeconds());
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    try {
                        addKept(restarts);
                    } catch (Refused failed) {
                        if (!isStopping()) {
                            out.printf("%s cannot be started again: %s%n", name, failed.getMessage());
                            startAgain(restarts, name, out);
                        }
                    }
                });
    }

    private Child nextEnded() {
        while (true) {
            try {
                return ended.take();
            } catch (InterruptedException unexpected) {
                // nobody interrupts the main thread; the children are to be watched all the same
            }
        }
    }

    private synchronized boolean isVital(Child child) {
        return child == vital;
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Last started, first stopped. */
    void stopAll() {
        List<Child> all;
        synchronized (this) {
            stopping = true;
            all = List.copyOf(running.reversed());
        }
        all.forEach(child -> child.stop(PATIENCE));
    }

    /** Starts a child anew, the sooner the longer its last run was: what dies at once is tried ever less often. One thread at a time. */
    static final class Restarts {
        private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
        private static final Duration GOOD_RUN = Duration.ofMinutes(5);

        private final Supplier<Child> start;
        private long startedAt;
        private Duration next = FIRST_PAUSE;

        Restarts(Supplier<Child> start) {
            this.start = start;
        }

        synchronized Child start() {
            startedAt = System.nanoTime();
            return start.get();
        }

        /** How long to wait before the next start; twice as long as the last time, unless the run was a good one. */
        synchronized Duration pause() {
            Duration ran = Duration.ofNanos(System.nanoTime() - startedAt);
            Duration pause = ran.compareTo(GOOD_RUN) >= 0 ? FIRST_PAUSE : next;
            Duration doubled = pause.multipliedBy(2);
            next = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            return pause;
        }
    }
}
