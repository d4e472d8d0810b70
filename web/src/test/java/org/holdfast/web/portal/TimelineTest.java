package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.recording.RecordingState;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant START = Instant.parse("2026-03-31T15:30:00Z");

    @Test
    void oneHoldOfEveryStreamIsOneLine() {
        List<Timeline.Entry> entries = Timeline.of(detail(
                List.of(gap(0, 9.0, 15.1, "hold"), gap(1, 9.1, 15.0, "hold")),
                List.of(
                        event(9, "hold"),
                        event(9, "hold"),
                        event(15, "resumed-from-hold"),
                        event(15, "resumed-from-hold"))));
        assertThat(entries).singleElement().satisfies(entry -> {
            assertThat(entry.what()).isEqualTo("On hold");
            assertThat(entry.detail()).isEqualTo("for 5.9 s");
        });
    }

    @Test
    void aHoldWithoutAGapIsStillTold() {
        assertThat(Timeline.of(detail(List.of(gap(0, 2, 3, "loss")), List.of(event(9, "hold")))))
                .extracting(Timeline.Entry::what)
                .containsExactly("Media lost", "Put on hold");
    }

    private static RecordingDetail.Gap gap(int stream, double from, double until, String cause) {
        return new RecordingDetail.Gap(stream, at(from), at(until), cause);
    }

    private static RecordingDetail.Event event(double at, String kind) {
        return new RecordingDetail.Event(at(at), kind, "Ada");
    }

    private static Instant at(double seconds) {
        return START.plusMillis(Math.round(seconds * 1000));
    }

    private static RecordingDetail detail(List<RecordingDetail.Gap> gaps, List<RecordingDetail.Event> events) {
        RecordingSummary summary = new RecordingSummary(
                UUID.randomUUID(),
                UUID.randomUUID(),
                RecordingState.FINALISED,
                null,
                List.of(),
                "a",
                START,
                at(20),
                20_000,
                "",
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of());
        return new RecordingDetail(summary, "BYE", "j", "k", gaps, events, List.of(), Map.of(), List.of());
    }
}
