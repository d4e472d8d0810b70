package org.holdfast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.access.people.Assignments;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.MediaStream;
import org.holdfast.connector.api.MetadataSnapshot;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.RowId;
import org.holdfast.work.WorkQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private static final Instant START = Instant.parse("2026-11-22T12:00:00.123456789Z");
    private static TestNode node;
    private static Intake intake;

    @BeforeAll
    static void start() {
        node = TestNode.of(Intake.class, Recordings.class, WorkQueue.class, Assignments.class);
        intake = node.bean(Intake.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void aSealedRecordingBecomesRowsAndItsFirstWork() {
        SealedRecording sealed = sealed();
        intake.take(sealed);
        assertThat(node.column(String.class, "select kind from work_item where recording_id = '" + id(sealed)))
                .containsExactly("FINALISE");
        assertThat(node.column(String.class, "select state from recording where id = '" + id(sealed)))
                .containsExactly("CAPTURED");
        assertThat(node.column(
                        String.class, "select name from recording_participant where recording_id = '" + id(sealed)))
                .containsExactlyInAnyOrder("Alice", "");
        assertThat(node.column(byte[].class, "select body from metadata_snapshot where recording_id = '" + id(sealed)))
                .containsExactly("v=0".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theWorkIsHereWhereTheJournalLiesWhicheverNodeRecorded() {
        SealedRecording sealed = sealed();
        intake.take(sealed);
        assertThat(node.column(String.class, "select node from recording where id = '" + id(sealed)))
                .containsExactly(sealed.node());
        assertThat(node.column(String.class, "select node from work_item where recording_id = '" + id(sealed)))
                .containsExactly("a");
    }

    @Test
    void theSameAgainChangesNothing() {
        SealedRecording sealed = sealed();
        intake.take(sealed);
        long changes = node.count("select count(*) from change_log");
        long work = node.count("select count(*) from work_item");
        intake.take(sealed);
        assertThat(node.count("select count(*) from change_log")).isEqualTo(changes);
        assertThat(node.count("select count(*) from work_item")).isEqualTo(work);
    }

    @Test
    void aRecordingThatCannotBeCataloguedLeavesNothingBehind() {
        SealedRecording sealed = sealed();
        node.sql("alter table work_item add constraint refused check (recording_id <> '" + id(sealed) + ")");
        try {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> intake.take(sealed)))
                    .isNotNull();
            assertThat(node.count("select count(*) from recording where id = '" + id(sealed)))
                    .isZero();
        } finally {
            node.sql("alter table work_item drop constraint refused");
        }
        intake.take(sealed);
        assertThat(node.count("select count(*) from recording where id = '" + id(sealed)))
                .isEqualTo(1);
    }

    private static String id(SealedRecording sealed) {
        return sealed.recordingId() + "'";
    }

    private static SealedRecording sealed() {
        UUID id = RowId.next();
        return new SealedRecording(
                id,
                id + ".journal",
                "elsewhere",
                "group-1",
                "inbound",
                START,
                START.plusSeconds(9),
                EndCause.BYE,
                List.of(
                        new Participant("p1", "sip:alice@example.com", "Alice", "caller", START, null),
                        new Participant("p2", "+4930123", "", "callee", START, START.plusSeconds(8))),
                List.of(
                        new MediaStream(0, "1", "audio", "PCMU", 8000, List.of("p1")),
                        new MediaStream(1, "2", "audio", "PCMU", 8000, List.of("p2"))),
                Map.of("Call-ID", "x@y"),
                List.of("metadata came late"),
                List.of(new MetadataSnapshot(
                        START, "INVITE", "application/sdp", "v=0".getBytes(StandardCharsets.US_ASCII))));
    }
}
