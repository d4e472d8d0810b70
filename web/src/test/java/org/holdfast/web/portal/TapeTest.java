package org.holdfast.web.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.holdfast.recording.RecordingState;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;
import org.junit.jupiter.api.Test;

class TapeTest {
    private static final Instant START = Instant.parse("2026-03-31T15:30:00Z");

    @Test
    void aTransferredCallIsOneTimelineWithALaneForEachPerson() {
        Tape tape = Tape.of(List.of(recording(0, 20, "Ada", "Bo"), recording(20, 30, "Ada", "Cy")));
        assertThat(tape.lanes()).extracting(Tape.Lane::name).containsExactly("Ada", "Bo", "Cy");
        assertThat(tape.parts()).extracting(Tape.Part::fromMillis).containsExactly(0L, 20_000L);
        assertThat(tape.parts()).extracting(Tape.Part::lanes).containsExactly(List.of(0, 1), List.of(0, 2));
        assertThat(tape.durationMillis()).isEqualTo(50_000);
        assertThat(tape.events()).isEmpty();
    }

    @Test
    void whatWasNotRecordedBetweenIsShortAndTold() {
        Tape tape = Tape.of(List.of(recording(0, 20, "Ada", "Bo"), recording(3_620, 10, "Ada", "Bo")));
        assertThat(tape.parts()).extracting(Tape.Part::fromMillis).containsExactly(0L, 35_000L);
        assertThat(tape.events()).singleElement().satisfies(gap -> {
            assertThat(gap.what()).isEqualTo("Not recorded");
            assertThat(gap.fromMillis()).isEqualTo(20_000);
            assertThat(gap.toMillis()).isEqualTo("35000");
            assertThat(gap.detail()).isEqualTo("for 1:00:00");
        });
    }

    @Test
    void recordingsAtTheSameTimeLieBesideEachOther() {
        Tape tape = Tape.of(List.of(recording(0, 60, "Ada", "Bo"), recording(10, 20, "Ada", "Cy")));
        assertThat(tape.parts()).extracting(Tape.Part::fromMillis).containsExactly(0L, 10_000L);
        assertThat(tape.durationMillis()).isEqualTo(60_000);
    }

    @Test
    void aMomentIsOfTheRecordingThatIsHeardThen() {
        RecordingPage first = recording(0, 20, "Ada", "Bo");
        RecordingPage second = recording(20, 30, "Ada", "Cy");
        Tape tape = Tape.of(List.of(first, second));
        assertThat(tape.place(Duration.ofSeconds(5))).isEqualTo(new Tape.Place(first.id(), Duration.ofSeconds(5)));
        assertThat(tape.place(Duration.ofSeconds(26))).isEqualTo(new Tape.Place(second.id(), Duration.ofSeconds(6)));
        assertThat(tape.place(Duration.ofHours(5))).isEqualTo(new Tape.Place(second.id(), Duration.ofSeconds(30)));
    }

    @Test
    void eventsAreOnTheClockOfTheConversation() {
        RecordingDetail held = detail(
                30, 10, List.of("Ada", "Bo"), List.of(new RecordingDetail.Event(START.plusSeconds(34), "dtmf", "5")));
        Tape tape = Tape.of(List.of(recording(0, 30, "Ada", "Bo"), page(held)));
        assertThat(tape.events()).singleElement().satisfies(event -> {
            assertThat(event.fromMillis()).isEqualTo(34_000);
            assertThat(event.at()).isEqualTo("0:34");
        });
    }

    @Test
    void thePlayerIsToldWhereEachRecordingLies() {
        Tape tape = Tape.of(List.of(recording(0, 20, "Ada", "Bo")));
        String id = tape.parts().getFirst().id();
        assertThat(tape.json())
                .isEqualTo("[{\"id\":\"" + id
                        + "\",\"from\":0,\"length\":20000,\"lanes\":[0,1],\"peaks\":\"/api/v1/recordings/" + id
                        + "/peaks\"}]");
    }

    private static RecordingPage recording(long from, long seconds, String... names) {
        return page(detail(from, seconds, List.of(names), List.of()));
    }

    private static RecordingPage page(RecordingDetail detail) {
        Instant at = detail.summary().startedAt();
        return new RecordingPage(
                detail,
                new RecordingPage.Forms(true, false, true, true, true),
                Parties.recorded(detail.summary().participants()),
                Moment.of(at, at, ZoneOffset.UTC),
                new BrowserZone());
    }

    private static RecordingDetail detail(
            long from, long seconds, List<String> names, List<RecordingDetail.Event> events) {
        RecordingSummary summary = new RecordingSummary(
                UUID.randomUUID(),
                new UUID(0, 1),
                RecordingState.FINALISED,
                null,
                List.of(),
                "a",
                START.plusSeconds(from),
                START.plusSeconds(from + seconds),
                seconds * 1000,
                "inbound",
                IntStream.range(0, names.size())
                        .mapToObj(i -> new RecordingSummary.Party("sip:" + names.get(i), names.get(i), "", i))
                        .toList(),
                List.of(),
                List.of(),
                false,
                List.of(),
                List.of());
        return new RecordingDetail(summary, "BYE", "j", "k", List.of(), events, List.of(), Map.of(), List.of());
    }
}
