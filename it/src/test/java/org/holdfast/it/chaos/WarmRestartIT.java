package org.holdfast.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Names;
import org.holdfast.it.e2e.Rest;
import org.holdfast.it.e2e.Stamps;
import org.holdfast.it.e2e.Wav;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.sip.NoAnswer;
import org.junit.jupiter.api.Test;

/**
 * Twenty calls talk while the server is killed and started again. The SRCs notice nothing: each BYE is answered in its
 * dialog, and one recording a call holds what was said before and after, with one gap as long as the restart.
 */
class WarmRestartIT {
    private static final int CALLS = 20;
    private static final int TALK = 150;
    private static final Duration FRAME = Duration.ofMillis(20);
    private static final Duration BACK = Duration.ofMinutes(4);

    /** The promise is 200 ms; a machine that starves the receiver of these very moments gets more. */
    private static final Duration LOST_TAIL = Duration.ofSeconds(1);

    private static final Duration EDGES = Duration.ofMillis(500);

    private final String run = Names.fresh();
    private final List<KilledCall> calls = new ArrayList<>();

    @Test
    void callsGoOnAfterTheRecorderWasKilledUnderThem() throws Exception {
        Node node = Node.shared();
        try (RecordingClient client = RecordingClient.open(
                ClientSettings.to(node.sipAddress()).from("127.0.12.3").timeout(Duration.ofSeconds(6)))) {
            for (int number = 0; number < CALLS; number++) {
                calls.add(KilledCall.place(client, number, run));
            }
            talk(TALK);
            Instant died = counted();
            node.crashAndRestart();
            await("SIP answers")
                    .atMost(BACK)
                    .ignoreExceptionsInstanceOf(NoAnswer.class)
                    .until(() -> client.options().status() == 200);
            Instant back = counted();
            talk(TALK);
            int continued = 0;
            for (KilledCall call : calls) {
                continued += call.hangUp() ? 1 : 0;
            }
            assertThat(continued).as("calls whose BYE was answered 200").isEqualTo(CALLS);
            verify(Rest.of(node.awaitReady()), died, back);
        } finally {
            calls.forEach(KilledCall::forget);
        }
    }

    /** Until each stream has sent so many frames more. */
    private void talk(int frames) {
        Instant from = counted();
        List<Long> goal = calls.stream()
                .map(call -> call.sentBy(from, KilledCall.STREAMS - 1) + frames)
                .toList();
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            Instant now = counted();
            return calls.stream().allMatch(call -> call.sentBy(now, KilledCall.STREAMS - 1) >= goal.get(call.number));
        });
    }

    private Instant counted() {
        Instant now = Clock.systemUTC().instant();
        calls.forEach(call -> call.count(now));
        return now;
    }

    private void verify(Rest rest, Instant died, Instant back) throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (KilledCall call : calls) {
            List<JsonObject> recordings = await("the recording of " + call.name())
                    .atMost(Duration.ofMinutes(2))
                    .until(
                            () -> rest.recordings(call.name()),
                            found -> found.stream()
                                    .anyMatch(one -> one.getString("state").equalsIgnoreCase("finalised")));
            all.assertThat(recordings).as("recordings of %s", call.name()).hasSize(1);
            JsonObject recording = recordings.getFirst();
            all.assertThat(recording.getString("verdict", ""))
                    .as("verdict of %s", call.name())
                    .isEqualToIgnoringCase("interrupted");
            List<JsonObject> gaps = rest.get("recordings/" + recording.getString("id") + "/gaps")
                    .getJsonArray("items")
                    .getValuesAs(JsonObject.class);
            all.assertThat(gaps)
                    .as("gaps of %s, all streams in one", call.name())
                    .hasSize(1);
            Wav wav = rest.wav(recording);
            for (int stream = 0; stream < KilledCall.STREAMS; stream++) {
                List<Integer> kept = Stamps.numbers(wav.channels()[stream], call.number, stream);
                beforeAndAfter(all, kept, call.sentBy(died, stream), call.sentBy(back, stream));
                gapIsWhatIsMissing(all, kept, gaps.getFirst());
            }
        }
        all.assertAll();
    }

    private static void beforeAndAfter(SoftAssertions all, List<Integer> kept, long sentAtDeath, long sentWhenBack) {
        all.assertThat(kept).as("frames").isSorted().doesNotHaveDuplicates();
        long before = kept.stream().filter(number -> number < sentAtDeath).count();
        all.assertThat(FRAME.multipliedBy(sentAtDeath - before))
                .as("lost of what was said before")
                .isLessThanOrEqualTo(LOST_TAIL);
        long after = kept.stream().filter(number -> number >= sentWhenBack).count();
        all.assertThat(after).as("frames kept since SIP answered again").isGreaterThan(TALK / 2);
    }

    /** The one stretch of frames that are missing, against the gap that is told of. */
    private static void gapIsWhatIsMissing(SoftAssertions all, List<Integer> kept, JsonObject gap) {
        List<Integer> jumps = new ArrayList<>();
        for (int i = 1; i < kept.size(); i++) {
            int missing = kept.get(i) - kept.get(i - 1) - 1;
            if (missing > 0) {
                jumps.add(missing);
            }
        }
        all.assertThat(jumps).as("stretches of missing frames").hasSize(1);
        int missing = jumps.stream().mapToInt(Integer::intValue).max().orElse(0);
        all.assertThat(Duration.ofMillis(gap.getInt("durationMs")))
                .as("length of %s", gap)
                .isCloseTo(FRAME.multipliedBy(missing), EDGES);
    }
}
