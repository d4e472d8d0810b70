package org.holdfast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.harness.Calls;
import org.holdfast.recording.row.RowId;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;

class LiveCallsTest {
    private final List<LiveRecording> atRecorder = new ArrayList<>();
    private final LiveCalls live = new LiveCalls(Settings.of(Map.of(), new Properties()));

    @Test
    void showsNewsUntilItsRecorderCanBeAsked() {
        LiveRecording call = call("a", 1);
        live.changed(call);
        assertThat(live.running()).containsExactly(call);
        live.ended(call);
        assertThat(live.running()).isEmpty();
    }

    @Test
    void aCallTheRecorderForgotDoesNotLinger() {
        live.changed(call("a", 1));
        live.recorderReady(recorder());
        assertThat(live.running()).isEmpty();
    }

    @Test
    void showsTheRecordersOwnNumbersAndOthersNewsOldestFirst() {
        LiveRecording elsewhere = call("b", 5);
        live.changed(elsewhere);
        live.recorderReady(recorder());
        LiveRecording here = call("a", 7);
        atRecorder.add(here);
        assertThat(live.running()).containsExactly(elsewhere, here);
    }

    @Test
    void pausesWhatRunsHereAndSaysSoWhenNothingDoes() {
        LiveRecording here = call("a", 1);
        assertThat(live.pause(here.recordingId(), "supervisor")).isFalse();
        atRecorder.add(here);
        live.recorderReady(recorder());
        assertThat(live.pause(here.recordingId(), "supervisor")).isTrue();
        assertThat(live.resume(here.recordingId(), "supervisor")).isTrue();
        assertThat(live.pause(RowId.next(), "supervisor")).isFalse();
        assertThat(live.recorderHealth()).isPresent();
    }

    private static LiveRecording call(String node, long packets) {
        return new LiveRecording(RowId.next(), node, "cs", Calls.NOON, List.of(), false, false, packets);
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
            public boolean resume(UUID recordingId, String byWhom) {
                return pause(recordingId, byWhom);
            }

            @Override
            public void drain(boolean draining) {}

            @Override
            public RecorderHealth health() {
                return new RecorderHealth(List.of(), false, atRecorder.size(), 10);
            }
        };
    }
}
