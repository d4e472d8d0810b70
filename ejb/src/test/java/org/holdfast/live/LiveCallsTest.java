package org.holdfast.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.harness.Calls;
import org.holdfast.recording.row.RowId;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;

class LiveCallsTest {
    private static final RecorderHealth WELL = new RecorderHealth(
            List.of(new RecorderHealth.Component("disk", false, "97 % full")),
            true,
            1,
            10,
            List.of(
                    new Alarm(AlarmKind.values()[0], true, "97 % full", Calls.NOON),
                    new Alarm(AlarmKind.values()[1], false, "", null)));

    private final List<LiveRecording> atRecorder = new ArrayList<>();
    private boolean draining;
    private final NoNeighbours neighbours = new NoNeighbours();
    private final Settings settings = Settings.of(Map.of(), new Properties());
    private final LocalRecorder local = new LocalRecorder();
    private final LivePublisher publisher = new LivePublisher(local, neighbours, Runnable::run, settings);
    private final LiveCalls live = new LiveCalls(local, publisher, neighbours, settings);

    @Test
    void showsTheRecordersOwnNumbersAndOthersNewsOldestFirst() {
        LiveRecording elsewhere = call("b", 5);
        neighbours.heard.add(new LiveNews("b", "b", List.of(elsewhere), WELL));
        assertThat(live.running()).containsExactly(elsewhere);
        live.recorderReady(recorder());
        LiveRecording here = call("a", 7);
        atRecorder.add(here);
        assertThat(live.running()).containsExactly(elsewhere, here);
        neighbours.heard.clear();
        assertThat(live.running()).containsExactly(here);
        assertThat(live.find(elsewhere.recordingId())).isEmpty();
    }

    @Test
    void pausesWhatRunsHereAndSaysSoWhenNothingDoes() {
        LiveRecording here = call("a", 1);
        assertThat(live.pause(here.recordingId(), "supervisor")).isEqualTo(LiveAnswer.NOT_RUNNING);
        atRecorder.add(here);
        live.recorderReady(recorder());
        assertThat(live.pause(here.recordingId(), "supervisor")).isEqualTo(LiveAnswer.DONE);
        assertThat(live.resume(here.recordingId(), "supervisor")).isEqualTo(LiveAnswer.DONE);
        assertThat(live.pause(RowId.next(), "supervisor")).isEqualTo(LiveAnswer.NOT_RUNNING);
        assertThat(live.recorderHealth()).isPresent();
    }

    @Test
    void aCallElsewhereIsShownAsPausedOnlyOnceItsRecorderHasConfirmed() {
        LiveRecording elsewhere = call("b", 5);
        neighbours.heard.add(new LiveNews("b", "b", List.of(elsewhere), WELL));
        assertThat(live.pause(elsewhere.recordingId(), "supervisor")).isEqualTo(LiveAnswer.NO_ANSWER);
        assertThat(live.running()).containsExactly(elsewhere);
        neighbours.answer = LiveAnswer.DONE;
        assertThat(live.pause(elsewhere.recordingId(), "supervisor")).isEqualTo(LiveAnswer.DONE);
        assertThat(live.running()).containsExactly(elsewhere.withPaused(true));
    }

    @Test
    void theRecorderOfTheSameNodeIsHeardFromAnotherProcess() {
        assertThat(live.nodeRecorderHealth()).isEmpty();
        neighbours.heard.add(new LiveNews("b", "b", List.of(), WELL));
        assertThat(live.nodeRecorderHealth()).isEmpty();
        neighbours.heard.add(new LiveNews("a-recorder", "a", List.of(), WELL));
        assertThat(live.nodeRecorderHealth()).contains(WELL);
        assertThat(live.recorderHealth()).isEmpty();
    }

    @Test
    void drainsTheRecorderOfThisNodeAndEndsThat() {
        assertThat(live.drain("a", true, "operator")).isEqualTo(LiveAnswer.NOT_RUNNING);
        live.recorderReady(recorder());
        assertThat(live.drain("a", true, "operator")).isEqualTo(LiveAnswer.DONE);
        assertThat(live.recorders())
                .singleElement()
                .satisfies(known -> assertThat(known.health().draining()).isTrue());
        assertThat(live.drain("a", false, "operator")).isEqualTo(LiveAnswer.DONE);
        assertThat(draining).isFalse();
    }

    @Test
    void hasAnotherNodeDrainAndSaysWhatItAnswered() {
        live.recorderReady(recorder());
        neighbours.heard.add(new LiveNews("b-recorder", "b", List.of(), WELL));
        assertThat(live.recorders()).extracting(KnownRecorder::node).containsExactly("a", "b");
        assertThat(live.drain("b", true, "operator")).isEqualTo(LiveAnswer.NO_ANSWER);
        neighbours.answer = LiveAnswer.DONE;
        assertThat(live.drain("b", true, "operator")).isEqualTo(LiveAnswer.DONE);
        assertThat(live.drain("c", true, "operator")).isEqualTo(LiveAnswer.NOT_RUNNING);
        assertThat(draining).isFalse();
    }

    @Test
    void tellsTheClusterOfEveryChangeSoonAfter() {
        live.recorderReady(recorder());
        LiveRecording here = call("a", 7);
        atRecorder.add(here);
        live.changed();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !neighbours.published.isEmpty()
                        && neighbours.published.getLast().calls().contains(here));
        assertThat(neighbours.published.getLast().node()).isEqualTo("a");
    }

    @Test
    void aProcessWithoutARecorderHasNothingToTell() {
        publisher.publish();
        assertThat(neighbours.published).isEmpty();
    }

    @Test
    void newsSurviveTheirJourney() throws IOException {
        LiveRecording call = new LiveRecording(
                RowId.next(),
                RowId.next(),
                "b",
                "cs <1>",
                Calls.NOON,
                List.of(new LiveRecording.Party("sip:zoë@example.com", "Zoë \"Z\"")),
                true,
                true,
                1L << 40);
        LiveNews news = new LiveNews("b-recorder", "b", List.of(call), WELL);
        assertThat(NewsFormat.decoded(NewsFormat.encoded(news))).isEqualTo(news);
    }

    @Test
    void whatIsNoNewsIsRefused() {
        assertThatThrownBy(() -> NewsFormat.decoded(new byte[] {1, 2, 3})).isInstanceOf(IOException.class);
    }

    private static LiveRecording call(String node, long packets) {
        return new LiveRecording(RowId.next(), RowId.next(), node, "cs", Calls.NOON, List.of(), false, false, packets);
    }

    private RecorderControl recorder() {
        return new RecorderControl() {
            @Override
            public List<LiveRecording> running() {
                return atRecorder;
            }

            @Override
            public boolean pause(UUID recordingId, String byWhom) {
                return atRecorder.stream().anyMatch(call -> call.recordingId().equals(recordingId));
            }

            @Override
            public boolean keep(UUID recordingId, String byWhom) {
                return pause(recordingId, byWhom);
            }

            @Override
            public boolean resume(UUID recordingId, String byWhom) {
                return pause(recordingId, byWhom);
            }

            @Override
            public void drain(boolean wanted) {
                draining = wanted;
            }

            @Override
            public RecorderHealth health() {
                return new RecorderHealth(List.of(), draining, atRecorder.size(), 10);
            }
        };
    }
}
