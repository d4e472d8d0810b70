package org.holdfast.connector.capture;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.connector.capture.socket.MediaNetwork;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that owns some of the sessions: a clock of five slices a tick, each session visited in its own slice, so
 * that the work is spread. Other threads hand it commands. It ends when told to, after a last visit to every socket.
 */
final class ReceiverThread implements Runnable {
    private static final int SLICES = 5;
    private static final int CONTROL_EVERY_TICKS = 10;
    private static final long COMMAND_SECONDS = 10;
    private static final long FAULT_SHOWN_NANOS = 60_000_000_000L;

    private record Fault(String sentence, long at) {}

    private final MediaNetwork network;
    private final Workbench bench;
    private final PortRange ports;
    private final long sliceNanos;
    private final Queue<Runnable> commands = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final AtomicInteger load = new AtomicInteger();

    /** Touched by this thread only, as everything its commands do. */
    private final List<CapturedSession> sessions = new ArrayList<>();

    private final List<CapturedStream> retired = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable String death;
    private volatile @Nullable Fault fault;

    ReceiverThread(MediaNetwork network, Workbench bench, PortRange ports, long tickNanos) {
        this.network = network;
        this.bench = bench;
        this.ports = ports;
        sliceNanos = Math.max(1_000_000L, tickNanos / SLICES);
    }

    MediaNetwork network() {
        return network;
    }

    /** Sessions it owns or is about to. */
    int load() {
        return load.get();
    }

    void add(CapturedSession session) {
        load.incrementAndGet();
        execute(() -> sessions.add(session));
    }

    /** From a command. */
    void remove(CapturedSession session) {
        if (sessions.remove(session)) {
            load.decrementAndGet();
        }
    }

    /** Runs on this thread, soon; on the caller's once this thread is over. */
    void execute(Runnable command) {
        commands.add(command);
        network.wakeUp();
        if (over.isDone()) {
            runCommands();
        }
    }

    /** Runs on this thread and returns when it has run, or after a time that only a hanging disk can take. */
    void await(Runnable command) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        execute(() -> {
            command.run();
            done.complete(null);
        });
        waitFor(done);
    }

    private void waitFor(CompletableFuture<@Nullable Void> done) {
        try {
            done.get(COMMAND_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            note("a command has not run within " + COMMAND_SECONDS + " s");
        }
    }

    private synchronized void runCommands() {
        for (Runnable command = commands.poll(); command != null; command = commands.poll()) {
            try {
                command.run();
            } catch (RuntimeException e) {
                note(e.toString());
            }
        }
    }

    @Override
    public void run() {
        try {
            byTheClock();
        } catch (Throwable e) { // whatever ends this thread must be told: it can only be seen from outside
            death = "receiver thread died: " + e;
        }
        runCommands();
        if (stopping) {
            leave();
        }
        over.complete(null);
        runCommands();
    }

    private void byTheClock() throws IOException {
        long next = System.nanoTime();
        for (long slice = 0; !stopping; slice++) {
            next += sliceNanos;
            awaitUntil(next);
            visitSlice(slice);
            if (System.nanoTime() - next > SLICES * sliceNanos) {
                next = System.nanoTime(); // late by a tick: what was missed is in the buffers, there is nothing to
                // catch up
            }
        }
    }

    private void awaitUntil(long deadline) throws IOException {
        runCommands();
        for (long left = deadline - System.nanoTime(); left > 0 && !stopping; left = deadline - System.nanoTime()) {
            Thread.interrupted(); // only close() ends a recorder
            network.await(left, this::arrived);
            runCommands();
        }
    }

    private void arrived(Object owner) {
        CapturedStream stream = (CapturedStream) owner;
        if (retired.contains(stream)) {
            dropLate(stream);
        } else {
            visit(stream.session(), true);
        }
    }

    private void visitSlice(long slice) {
        long now = System.nanoTime();
        boolean controlToo = slice / SLICES % CONTROL_EVERY_TICKS == 0;
        for (int i = 0; i < sessions.size(); i++) {
            CapturedSession session = sessions.get(i);
            boolean itsSlice = i % SLICES == slice % SLICES;
            boolean byClock = itsSlice && network.stampsArrivals();
            if (byClock || session.hurried() || session.flipping()) {
                visit(session, controlToo);
            }
            if (itsSlice) {
                report(session, now);
            }
        }
        if (slice % SLICES == 0) {
            retired.removeIf(this::dropLate);
        }
    }

    /** Trouble with one session's sockets is noted and leaves the others alone. */
    void visit(CapturedSession session, boolean controlToo) {
        try {
            session.visit(bench, controlToo);
        } catch (IOException | RuntimeException e) {
            note(e.toString());
        }
    }

    private void report(CapturedSession session, long now) {
        try {
            session.report(bench, now);
        } catch (IOException | RuntimeException e) {
            bench.counters().unsent.increment(); // a report is worth little; the next is due in seconds
        }
    }

    /** From a command: the stream has ended; its ports are given back at once, or when nobody sends to them any more. */
    void retire(CapturedStream stream) {
        if (!dropLate(stream)) {
            retired.add(stream);
        }
    }

    private boolean dropLate(CapturedStream stream) {
        boolean silent = true;
        try {
            silent = stream.silentAfterEnd(bench);
        } catch (IOException e) {
            note(e.toString());
        }
        if (silent) {
            stream.close();
            ports.giveBack(stream.port);
        }
        return silent;
    }

    private void leave() {
        for (CapturedSession session : sessions) {
            visit(session, true);
            session.closeStreams();
        }
        sessions.clear();
        retired.forEach(CapturedStream::close);
        retired.clear();
    }

    /** Asks it to end. */
    void stop() {
        stopping = true;
        network.wakeUp();
    }

    /** Waits for its end, a bounded time. */
    void join() {
        waitFor(over);
        if (over.isDone()) {
            network.close();
        }
    }

    private void note(String sentence) {
        fault = new Fault(sentence, System.nanoTime());
    }

    boolean isDead() {
        return death != null;
    }

    /** Why it does not work, or did not within the last minute; null when all is well. */
    @Nullable
    String failure() {
        Fault last = fault;
        if (death != null) {
            return death;
        }
        return last != null && System.nanoTime() - last.at() < FAULT_SHOWN_NANOS ? last.sentence() : null;
    }
}
