package org.holdfast.launcher;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The processes of one node, in the order they were started. Guarded by its own lock: the stop comes from another thread. */
final class Children {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<Child> running = new ArrayList<>();
    private boolean stopping;

    void stopLeftOvers(Home home, List<String> names) {
        names.forEach(name -> Child.stopLeftOver(name, home));
    }

    Child add(Child child) {
        synchronized (this) {
            if (!stopping) {
                running.add(child);
                return child;
            }
        }
        child.stop(PATIENCE);
        throw new Refused("it was told to stop");
    }

    /** Returns 1 when the server ends by itself. Any other child that ends is reported, and the rest goes on. */
    int watch(Child server, PrintStream out) {
        while (true) {
            Child ended = (Child) CompletableFuture.anyOf(
                            snapshot().stream().map(Child::ended).toArray(CompletableFuture[]::new))
                    .join();
            synchronized (this) {
                if (stopping) {
                    return 0;
                }
                running.remove(ended);
            }
            if (ended.exitCode() != 0 || ended == server) {
                out.printf(
                        "%s ended by itself with exit code %d, see %s%n", ended.name(), ended.exitCode(), ended.log());
            }
            if (ended == server) {
                return 1;
            }
        }
    }

    private synchronized List<Child> snapshot() {
        return List.copyOf(running);
    }

    synchronized boolean isStopping() {
        return stopping;
    }

    /** Last started, first stopped. */
    void stopAll() {
        List<Child> all;
        synchronized (this) {
            stopping = true;
            all = running.reversed();
        }
        all.forEach(child -> child.stop(PATIENCE));
    }
}
