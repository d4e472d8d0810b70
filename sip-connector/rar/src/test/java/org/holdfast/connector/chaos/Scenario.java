package org.holdfast.connector.chaos;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.faults.ChildJvm;
import org.holdfast.src.CallRefused;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.sip.NoAnswer;

/** The SRC's side: always the same two calls, as far as the recorder lives to hear them. */
final class Scenario implements AutoCloseable {
    private static final long BETWEEN_COUNTS = Duration.ofMillis(5).toNanos();

    private static final Duration ASKED_AGAIN = Duration.ofSeconds(1);

    private final ClientSettings settings;
    private final RecordingClient client;
    private final List<Spoken> calls = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> playing = CompletableFuture.completedFuture(null);
    private volatile boolean open = true;

    /** The SRC gives up on a request after that patience. */
    Scenario(String address, Duration patience) throws IOException {
        settings = ClientSettings.to("sip:" + address + ":5060").from(address).timeout(patience);
        client = RecordingClient.open(settings);
        Thread.ofVirtual().start(this::count);
    }

    private void count() {
        while (open) {
            calls.forEach(spoken -> spoken.count(Clock.systemUTC().instant()));
            LockSupport.parkNanos(BETWEEN_COUNTS);
        }
    }

    List<Spoken> calls() {
        return calls;
    }

    /** Plays until the end or until the recorder has died; what the SRC has asked by then it goes on asking. */
    void play(ChildJvm recorder) throws Exception {
        // the common pool has one thread on two processors, and the ends of processes are told by it
        playing = CompletableFuture.runAsync(() -> theTwoCalls(recorder), Thread::startVirtualThread);
        CompletableFuture.anyOf(playing, recorder.ended()).get(1, TimeUnit.MINUTES);
    }

    private void theTwoCalls(ChildJvm recorder) {
        List<Step> script = List.of(
                () -> placed("first"),
                () -> placed("second"),
                () -> calls.get(1).talk(),
                () -> calls.get(1).rename(),
                () -> calls.get(1).talk(),
                () -> calls.get(0).bye(),
                () -> calls.get(1).talk(),
                () -> calls.get(1).bye());
        for (Step step : script) {
            try {
                if (recorder.alive()) {
                    step.take();
                }
            } catch (NoAnswer | CallRefused e) {
                if (recorder.alive()) {
                    throw new CompletionException(e);
                }
            } catch (IOException | InterruptedException e) {
                throw new CompletionException(e);
            }
        }
    }

    private interface Step {
        void take() throws IOException, InterruptedException;
    }

    /** One call and no more. */
    Spoken placed(String name) throws IOException, InterruptedException {
        Spoken spoken = new Spoken(name);
        calls.add(spoken);
        spoken.place(client);
        return spoken;
    }

    /** After the restart: the SRC ends what it thinks is up. An SRS that knows the dialog says 200, another 481. */
    void hangUp() throws IOException, InterruptedException {
        playing.join();
        for (Spoken spoken : calls) {
            try {
                if (spoken.accepted() && !spoken.ended()) {
                    spoken.bye();
                }
            } catch (CallRefused disowned) {
                if (disowned.status() != 481) {
                    throw disowned;
                }
            }
        }
    }

    /** Waits until an INVITE would be taken, or nobody lives who could. */
    void awaitRecorder(Duration patience, ChildJvm recorder) throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        try (RecordingClient asking = RecordingClient.open(settings.timeout(ASKED_AGAIN))) {
            while (recorder.alive() && !takesCalls(asking)) {
                if (System.nanoTime() > until) {
                    throw new AssertionError("the recorder takes no calls: " + recorder.said());
                }
                LockSupport.parkNanos(5 * BETWEEN_COUNTS);
            }
        }
    }

    private static boolean takesCalls(RecordingClient asking) throws IOException, InterruptedException {
        try {
            return asking.options().status() == 200;
        } catch (NoAnswer notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        open = false;
        calls.forEach(Spoken::close);
        client.close();
    }
}
