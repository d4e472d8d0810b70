package org.holdfast.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RecordingsTest {
    private static TestNode node;
    private static Recordings recordings;

    @BeforeAll
    static void start() {
        node = TestNode.of(Recordings.class);
        recordings = node.bean(Recordings.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void givesBackTheFactsOfACall() {
        RecordingFacts call = Calls.call();
        assertThat(recordings.add(call, List.of())).isTrue();
        assertThat(recordings.facts(call.id())).contains(call);
    }

    @Test
    void knowsNothingOfARecordingItNeverSaw() {
        assertThat(recordings.facts(UUID.randomUUID())).isEmpty();
    }

    @Test
    void aRepeatChangesNothing() {
        RecordingFacts call = Calls.call();
        recordings.add(call, List.of(body("<recording/>")));
        long changes = changes();
        assertThat(recordings.add(call, List.of(body("<recording/>")))).isFalse();
        assertThat(changes()).isEqualTo(changes);
    }

    @Test
    void keepsWhatStrangersSend() {
        String hostile = "Robert'); drop table recording;--\0\uD800" + "x".repeat(5000);
        RecordingFacts call = with(Calls.call(), hostile);
        recordings.add(call, List.of(new RecordingFacts.Body(Calls.NOON, hostile, hostile, new byte[] {0, -1, 10})));
        assertThat(recordings
                        .facts(call.id())
                        .orElseThrow()
                        .participants()
                        .getFirst()
                        .name())
                .startsWith("Robert'); drop table recording;--\uFFFD")
                .hasSize(1000);
        assertThat(node.count("select length(body) from metadata_snapshot where recording_id = '" + call.id() + "'"))
                .isEqualTo(3);
    }

    @Test
    void partsOfOneConversationShareIt() {
        RecordingFacts first = Calls.call();
        RecordingFacts second = inConversation(Calls.call(), first.conversationKey());
        recordings.add(first, List.of());
        recordings.add(second, List.of());
        assertThat(node.count("select count(distinct conversation_id) from recording where id in ('%s', '%s')"
                        .formatted(first.id(), second.id())))
                .isEqualTo(1);
    }

    @Test
    void finalisingTwiceEndsInTheSameState() {
        RecordingFacts call = Calls.call();
        recordings.add(call, List.of());
        recordings.finalised(call.id(), found(call));
        long changes = changes();
        recordings.finalised(call.id(), found(call));
        assertThat(changes()).isEqualTo(changes);
        assertThat(rows("gap", call)).isEqualTo(1);
        assertThat(rows("copy", call)).isEqualTo(1);
        assertThat(node.column(Integer.class, """
                        select channel from recording_participant where recording_id = '%s' order by ordinal
                        """.formatted(call.id()))).containsExactly(0, 1);
    }

    @Test
    void whoIsMixedOnALineIsHeardThereAndWhoIsAloneOnALaneSooner() {
        RecordingFacts call = Calls.call();
        recordings.add(call, List.of());
        recordings.finalised(
                call.id(),
                new FinalisedMedia(
                        Verdict.COMPLETE,
                        List.of(),
                        Duration.ofSeconds(29),
                        List.of(
                                new FinalisedMedia.Lane(0, 0, List.of("p1", "p2"), "PCMU"),
                                new FinalisedMedia.Lane(1, 1, List.of("p2"), "PCMU")),
                        List.of(),
                        List.of(),
                        List.of()));
        assertThat(node.column(Integer.class, """
                        select channel from recording_participant where recording_id = '%s' order by ordinal
                        """.formatted(call.id()))).containsExactly(0, 1);
    }

    @Test
    void finalisingAnewBuriesWhatIsNotFoundAnyMore() {
        RecordingFacts call = Calls.call();
        recordings.add(call, List.of());
        recordings.finalised(call.id(), found(call));
        FinalisedMedia found = found(call);
        recordings.finalised(
                call.id(),
                new FinalisedMedia(
                        Verdict.COMPLETE,
                        List.of(),
                        found.duration(),
                        found.lanes(),
                        List.of(),
                        List.of(),
                        found.files()));
        assertThat(rows("gap", call)).isZero();
        assertThat(node.count("select count(*) from change_log where table_name = 'gap' and deleted"))
                .isEqualTo(1);
    }

    @Test
    void everyChangeIsLoggedWithNodeAndARisingVersion() {
        RecordingFacts call = Calls.call();
        recordings.add(call, List.of());
        recordings.finalised(call.id(), found(call));
        assertThat(node.column(String.class, """
                        select origin_node from change_log where row_id = '%s' order by seq
                        """.formatted(call.id()))).containsExactly("a", "a");
        List<Long> versions = node.column(
                Long.class, "select version from change_log where row_id = '%s' order by seq".formatted(call.id()));
        assertThat(versions).isSorted().doesNotHaveDuplicates();
        assertThat(versions.getFirst() >>> 16)
                .isBetween(Instant.now().toEpochMilli() - 60_000, Instant.now().toEpochMilli() + 60_000);
    }

    @Test
    void noReplicatedTableIsWithoutItsChangeLog() {
        assertThat(node.column(String.class, """
                        select c.table_name::text from information_schema.columns c
                         where c.table_schema = 'public' and c.column_name = 'origin_node' and c.table_name <> 'change_log'
                           and not exists (select 1 from information_schema.triggers t
                                            where t.event_object_table = c.table_name and t.trigger_name = 'change_noted')
                        """)).isEmpty();
    }

    private static FinalisedMedia found(RecordingFacts call) {
        Instant lost = call.startedAt().plusNanos(5_000_000_123L);
        return new FinalisedMedia(
                Verdict.INTERRUPTED,
                List.of("1 s of stream 1 was lost"),
                Duration.ofSeconds(29),
                List.of(
                        new FinalisedMedia.Lane(0, 0, List.of("p1"), "PCMU"),
                        new FinalisedMedia.Lane(1, 1, List.of("p2"), "PCMA")),
                List.of(new FinalisedMedia.Absence(1, lost, lost.plusSeconds(1), "loss")),
                List.of(new FinalisedMedia.Event(lost, "loss", "1 s")),
                List.of(new MediaCopy(
                        MediaCopy.LOCAL,
                        MediaCopy.Kind.LOSSLESS,
                        "audio/wav",
                        "2026/11/22/x/audio.wav",
                        44,
                        "ab".repeat(32),
                        Calls.NOON)));
    }

    private static RecordingFacts.Body body(String text) {
        return new RecordingFacts.Body(
                Calls.NOON,
                "INVITE",
                "application/rs-metadata+xml",
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static RecordingFacts with(RecordingFacts call, String text) {
        return new RecordingFacts(
                call.id(),
                call.node(),
                call.journal(),
                text,
                text,
                call.startedAt(),
                call.endedAt(),
                call.endCause(),
                List.of(new RecordingFacts.Party(text, text, text, text, call.startedAt(), call.endedAt())),
                List.of(new RecordingFacts.Stream(0, text, text, text, 8000, List.of(text))),
                Map.of(text, text),
                List.of(text));
    }

    private static RecordingFacts inConversation(RecordingFacts call, String key) {
        return new RecordingFacts(
                call.id(),
                call.node(),
                call.journal(),
                key,
                call.direction(),
                call.startedAt(),
                call.endedAt(),
                call.endCause(),
                call.participants(),
                call.streams(),
                call.identifiers(),
                call.warnings());
    }

    private static long changes() {
        return node.count("select count(*) from change_log");
    }

    private static long rows(String table, RecordingFacts call) {
        return node.count(
                "select count(*) from %s where recording_id = '%s' and not deleted".formatted(table, call.id()));
    }
}
