package org.holdfast.connector.chaos;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.jspecify.annotations.Nullable;

/** One call as the SRC knows it: whether it was taken, whether it was ended, and how much had been sent at any time. */
final class Spoken implements AutoCloseable {
    private static final Duration A_WORD = Duration.ofMillis(200);
    private static final UUID GROUP = UUID.fromString("0190cafe-0000-7000-8000-000000000001");

    private final String name;
    private final Queue<Sent> sent = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Call call;
    private volatile boolean ended;

    private record Sent(Instant at, long packets) {}

    Spoken(String name) {
        this.name = name;
    }

    void place(RecordingClient client) throws IOException, InterruptedException {
        call = client.call(CallSpec.between(new Party("Ann", aor("ann")), new Party("Ben", aor("ben")))
                .group(GROUP));
    }

    /** The SRC saw a 200. */
    boolean accepted() {
        return call != null;
    }

    /** The SRC's BYE was answered. */
    boolean ended() {
        return ended;
    }

    List<String> aors() {
        return List.of(aor("ann"), aor("ben"));
    }

    private String aor(String who) {
        return "sip:" + who + "-" + name + "@example.com";
    }

    void talk() throws InterruptedException {
        placed().talk(A_WORD);
    }

    void talk(Duration time) throws InterruptedException {
        placed().talk(time);
    }

    Duration setUpTime() {
        return placed().setUpTime();
    }

    boolean endedByRecorder() {
        return placed().endedBySrs();
    }

    void rename() throws IOException, InterruptedException {
        placed().rename(0, "Anna");
    }

    void bye() throws IOException, InterruptedException {
        placed().bye();
        ended = true;
    }

    private Call placed() {
        Call placed = call;
        if (placed == null) {
            throw new IllegalStateException(name + " was never placed");
        }
        return placed;
    }

    void count(Instant now) {
        Call placed = call;
        if (placed != null) {
            sent.add(new Sent(now, placed.packets()));
        }
    }

    /** Packets sent up to then. */
    long sentBy(Instant then) {
        return sent.stream()
                .filter(one -> !one.at().isAfter(then))
                .mapToLong(Sent::packets)
                .max()
                .orElse(0);
    }

    @Override
    public void close() {
        Call placed = call;
        if (placed != null) {
            placed.close();
        }
    }

    @Override
    public String toString() {
        return "the " + name + " call";
    }
}
