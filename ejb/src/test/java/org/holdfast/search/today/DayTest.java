package org.holdfast.search.today;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Reach;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.FinalisedMedia;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.Verdict;
import org.holdfast.search.Conversations;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.Sight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DayTest {
    private static TestNode node;
    private static RecordingFacts finished;

    @BeforeAll
    static void start() {
        node = TestNode.of(Recordings.class, Day.class, Conversations.class, RecordingSearch.class);
        Recordings recordings = node.bean(Recordings.class);
        finished = Calls.call(Calls.NOON, Duration.ofSeconds(40), "Ada", "Bo");
        recordings.add(finished, List.of());
        recordings.finalised(
                finished.id(),
                new FinalisedMedia(
                        Verdict.SILENT, List.of(), Duration.ofSeconds(40), List.of(), List.of(), List.of(), List.of()));
        recordings.add(Calls.call(Calls.NOON.plusSeconds(60), Duration.ofSeconds(20), "Ada", "Bo"), List.of());
        recordings.add(Calls.call(Calls.NOON.minusSeconds(86_400), Duration.ofSeconds(20), "Ada", "Bo"), List.of());
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void countsWhatBeganOnThatDayByVerdict() {
        DayFigures day = node.bean(Day.class).between(Calls.NOON, Calls.NOON.plusSeconds(86_400), Reach.EVERYTHING);
        assertThat(day.calls()).isEqualTo(2);
        assertThat(day.pending()).isEqualTo(1);
        assertThat(day.of(Verdict.SILENT)).isEqualTo(1);
        assertThat(day.of(Verdict.COMPLETE)).isZero();
        assertThat(day.seconds()).isEqualTo(60);
    }

    @Test
    void countsNothingThatMayNotBeSeen() {
        Day day = node.bean(Day.class);
        Reach strangers = new Reach(false, Set.of(UUID.randomUUID()), Set.of());
        assertThat(day.between(Calls.NOON, Calls.NOON.plusSeconds(86_400), strangers))
                .isEqualTo(DayFigures.NONE);
        assertThat(day.between(Calls.NOON, Calls.NOON.plusSeconds(86_400), Reach.NOTHING))
                .isEqualTo(DayFigures.NONE);
    }

    @Test
    void aConversationIsAllRecordingsOfItsGroupThatMayBeSeen() {
        Conversations conversations = node.bean(Conversations.class);
        assertThat(conversations.around(finished.id(), Sight.EVERYTHING)).hasSize(1);
        node.sql(
                "update recording set version = version + 1, conversation_id = (select conversation_id from recording where id = '"
                        + finished.id() + "') where started_at >= '" + Calls.NOON + "'");
        assertThat(conversations.around(finished.id(), Sight.EVERYTHING))
                .extracting(detail -> detail.summary().startedAt())
                .containsExactly(Calls.NOON, Calls.NOON.plusSeconds(60));
        Sight strangers = new Sight(new Reach(false, Set.of(UUID.randomUUID()), Set.of()), Reach.NOTHING);
        assertThat(conversations.around(finished.id(), strangers)).isEmpty();
        assertThat(conversations.around(UUID.randomUUID(), Sight.EVERYTHING)).isEmpty();
    }
}
