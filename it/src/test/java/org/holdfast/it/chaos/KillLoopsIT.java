package org.holdfast.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.SoftAssertions;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.it.e2e.Rest;
import org.holdfast.it.e2e.Stamps;
import org.holdfast.it.e2e.Wav;
import org.junit.jupiter.api.Test;

/**
 * The server is killed again and again under running calls. Every call that was accepted is in the catalogue once, can be
 * heard up to its last moments, and does not pass for complete.
 *
 * <p>{@code bin/bench crash} runs the full size, with limits of time ({@code -Dchaos.strict=true}); {@code -Dchaos.seed=…} repeats
 * a run.
 */
class KillLoopsIT {
    private static final int LOOPS = Integer.getInteger("chaos.loops", 5);
    private static final int CALLS = Integer.getInteger("chaos.calls", 50);
    private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
    private static final Duration LATEST = Duration.ofMillis(Integer.getInteger("chaos.latest-millis", 3000));
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final Duration LOST_TAIL = Duration.ofMillis(200);
    private static final Duration RECOVERY = Duration.ofSeconds(30);

    /** Whether a machine too busy to receive in time, or to start in time, is a failure too. */
    private static final boolean STRICT = Boolean.getBoolean("chaos.strict");

    private static final Duration STARVED_TAIL = Duration.ofSeconds(1);
    private static final int FEW = 10;

    private final String run = Names.fresh();
    private final List<Duration> tails = new ArrayList<>();

    @Test
    void everyAcceptedCallIsKeptOnceAndUpToItsLastMoments() throws Exception {
        System.out.printf("kill loops: %d of %d calls, seed %d%n", LOOPS, CALLS, SEED);
        Node node = Node.shared();
        Random random = new Random(SEED);
        List<KillLoop.Turn> turns = new ArrayList<>();
        for (int loop = 0; loop < LOOPS; loop++) {
            turns.add(new KillLoop(node, run)
                    .turn(loop * CALLS, CALLS, random, LATEST)); // whatever else is only starting
        }
        verify(node.awaitReady(), turns);
        if (STRICT) {
            return; // nobody's calls come after these, and ten thousand take longer to encode
        }
        await("what these calls leave to be encoded and uploaded, before others' calls on this node")
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> Rest.of(node)
                                .get("work?state=waiting&limit=20")
                                .getJsonArray("items")
                                .size()
                        < FEW);
    }

    private void verify(Node node, List<KillLoop.Turn> turns) throws Exception {
        Rest rest = Rest.of(node);
        SoftAssertions all = new SoftAssertions();
        int accepted = 0;
        for (KillLoop.Turn turn : turns) {
            for (KilledCall call : turn.accepted()) {
                accepted++;
                verify(all, rest, call, turn);
            }
        }
        report(turns, accepted);
        assertThat(accepted).as("calls that were accepted at all").isPositive();
        all.assertAll();
        if (STRICT) {
            assertThat(turns).allSatisfy(turn -> assertThat(turn.recovery()).isLessThan(RECOVERY));
        }
        long late = tails.stream().filter(tail -> tail.compareTo(LOST_TAIL) > 0).count();
        assertThat(late)
                .as("streams of %d that lost more than %s", tails.size(), LOST_TAIL)
                .isLessThanOrEqualTo(STRICT ? 0 : tails.size() / 20);
    }

    private void verify(SoftAssertions all, Rest rest, KilledCall call, KillLoop.Turn turn) {
        List<JsonObject> recordings = await("the recording of " + call.name())
                .atMost(Duration.ofMinutes(2))
                .pollDelay(Duration.ZERO) // ten thousand of them, of which most are there
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> rest.recordings(call.name()),
                        found -> !found.isEmpty()
                                && found.stream()
                                        .allMatch(one -> one.getString("state").equalsIgnoreCase("finalised")));
        all.assertThat(recordings).as("recordings of %s", call.name()).hasSize(1);
        JsonObject recording = recordings.getFirst();
        all.assertThat(recording.getString("verdict", ""))
                .as("verdict of %s", call.name())
                .isNotEqualToIgnoringCase("complete");
        long sent = call.sentBy(turn.died(), 0);
        if (sent < LOST_TAIL.dividedBy(FRAME)) {
            return; // it may have lost all it had
        }
        Wav wav = rest.wav(recording);
        for (int stream = 0; stream < KilledCall.STREAMS; stream++) {
            tail(all, wav.channels()[stream], call, stream, turn);
        }
    }

    /** From the last frame that was sent before the death back to the last that was kept of those. */
    private void tail(SoftAssertions all, short[] channel, KilledCall call, int stream, KillLoop.Turn turn) {
        List<Integer> kept = Stamps.numbers(channel, call.number, stream);
        long sent = call.sentBy(turn.died(), stream);
        all.assertThat(kept).as("frames of %s, stream %d", call.name(), stream).doesNotHaveDuplicates();
        long last = kept.stream()
                .filter(number -> number < sent)
                .mapToInt(i -> i)
                .max()
                .orElse(-1);
        long before = kept.stream().filter(number -> number <= last).count();
        all.assertThat(before).as("frames of %s before the tail", call.name()).isEqualTo(last + 1);
        Duration tail = FRAME.multipliedBy(sent - 1 - last);
        tails.add(tail);
        all.assertThat(tail)
                .as("lost tail of %s, stream %d", call.name(), stream)
                .isLessThanOrEqualTo(STARVED_TAIL);
    }

    private void report(List<KillLoop.Turn> turns, int accepted) throws Exception {
        List<Duration> sorted = tails.stream().sorted().toList();
        List<Duration> recoveries =
                turns.stream().map(KillLoop.Turn::recovery).sorted().toList();
        String figures = """
                crash.loops %d loops
                crash.calls.accepted %d calls
                crash.calls.continued %d calls
                crash.tail.p50 %d ms
                crash.tail.max %d ms
                crash.recovery.p50 %d ms
                crash.recovery.max %d ms
                """.formatted(
                        turns.size(),
                        accepted,
                        turns.stream().mapToInt(KillLoop.Turn::continued).sum(),
                        sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2).toMillis(),
                        sorted.isEmpty() ? 0 : sorted.getLast().toMillis(),
                        recoveries.get(recoveries.size() / 2).toMillis(),
                        recoveries.getLast().toMillis());
        System.out.print(figures);
        Files.writeString(Path.of("target/bench-crash.txt"), figures);
    }
}
