package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalForcer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final String ADDRESS = "127.0.40.3";
    private static final String OTHER_ADDRESS = "127.0.40.4";

    @TempDir
    Path journals;

    @Test
    void whatNobodyTookBeforeTheRestartIsAnnouncedAfterIt() throws IOException {
        try (TestRecorder first = new TestRecorder(ADDRESS, journals).awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS)) {
            first.refusals.set(Integer.MAX_VALUE);
            String ok = call(src, "s1");
            src.ask(src.request("BYE", "s1", 2, SrcSocket.toTag(ok), "", ""));
            Awaitility.await().until(() -> first.refusals.get() < Integer.MAX_VALUE);
            assertThat(first.sealed).isEmpty();
        }
        try (TestRecorder second = new TestRecorder(ADDRESS, journals)) {
            SealedRecording recording = second.awaitSealed(1);
            assertThat(recording.identifiers()).containsEntry("Call-ID", "s1");
            assertThat(recording.endCause()).isEqualTo(EndCause.BYE);
            Awaitility.await()
                    .until(() -> journals.resolve("kept")
                            .resolve(recording.journal())
                            .toFile()
                            .exists());
        }
    }

    @Test
    void whatRanWhenADrainedRecorderWasStoppedEndedByShutdown() throws IOException {
        try (TestRecorder first = new TestRecorder(ADDRESS, journals).awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS)) {
            first.refusals.set(Integer.MAX_VALUE);
            call(src, "s2");
            first.control().drain(true);
        }
        assertThat(journals.resolve("capturing")).isEmptyDirectory();
        try (TestRecorder second = new TestRecorder(ADDRESS, journals)) {
            assertThat(second.awaitSealed(1).endCause()).isEqualTo(EndCause.SHUTDOWN);
        }
    }

    @Test
    void whatAKilledRecorderLeftIsRecoveredAndAnnouncedAsACrash() throws IOException {
        leaveBehind();
        try (TestRecorder recorder = new TestRecorder(ADDRESS, journals)) {
            SealedRecording recording = recorder.awaitSealed(1);
            assertThat(recording.endCause()).isEqualTo(EndCause.CRASH);
            assertThat(journals.resolve("capturing")).isEmptyDirectory();
        }
    }

    @Test
    void aSecondRecorderOnTheSameDirectoryTouchesNothingUntilTheFirstIsGone() throws IOException {
        try (TestRecorder first = new TestRecorder(ADDRESS, journals).awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS);
                TestRecorder second = new TestRecorder(OTHER_ADDRESS, journals);
                SrcSocket other = new SrcSocket(OTHER_ADDRESS)) {
            String ok = call(src, "k1");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> second.health() == 503);
            assertThat(other.ask(other.invite("k2", "", SrcSocket.SDP))).startsWith("SIP/2.0 503");
            assertThat(journals.resolve("capturing")).isDirectoryContaining("glob:**.journal");
            src.media(ok, 5);
            Awaitility.await().until(() -> first.control().running().getFirst().packets() == 5);
            src.ask(src.request("BYE", "k1", 2, SrcSocket.toTag(ok), "", ""));
            assertThat(first.awaitSealed(1).endCause()).isEqualTo(EndCause.BYE);
            first.stop();
            second.awaitHealthy();
            assertThat(second.sealed).isEmpty();
        }
    }

    @Test
    void aRequestOfADialogThatIsStillToBeTakenUpWaitsForThat() throws IOException {
        try (TestRecorder first = new TestRecorder(ADDRESS, journals).awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS);
                TestRecorder second = new TestRecorder(OTHER_ADDRESS, journals);
                SrcSocket other = new SrcSocket(OTHER_ADDRESS)) {
            String tag = SrcSocket.toTag(call(src, "u1"));
            other.send(other.request("BYE", "u1", 2, tag, "", ""));
            assertThat(other.silent(500)).isTrue();
            first.stop();
            assertThat(other.receive()).startsWith("SIP/2.0 200");
            assertThat(second.awaitSealed(1).endCause()).isEqualTo(EndCause.BYE);
            assertThat(other.ask(other.request("BYE", "u1", 3, tag, "", ""))).startsWith("SIP/2.0 481");
        }
    }

    @Test
    void anSrcThatSendsNothingForTooLongIsGone() throws IOException {
        try (TestRecorder recorder = new TestRecorder(ADDRESS, journals, "media.silence-limit", "1s").awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS)) {
            call(src, "n1");
            assertThat(src.receiveRequest()).startsWith("BYE ");
            assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.SRC_SILENT);
        }
    }

    private static String call(SrcSocket src, String callId) throws IOException {
        String ok = src.ask(src.invite(callId, "", SrcSocket.SDP));
        assertThat(ok).startsWith("SIP/2.0 200");
        src.send(src.request("ACK", callId, 1, SrcSocket.toTag(ok), "", ""));
        return ok;
    }

    /** A journal nobody sealed, as kill -9 leaves it. */
    private void leaveBehind() throws IOException {
        UUID session = UUID.randomUUID();
        Instant at = Instant.parse("2026-11-22T10:00:00Z");
        try (ExecutorService threads = Executors.newCachedThreadPool();
                JournalForcer forcer = JournalForcer.start(threads, Duration.ofSeconds(5), failed -> {})) {
            Journal.create(
                            JournalDirectory.open(journals),
                            session,
                            forcer,
                            List.of(
                                    new SessionOpened(at, session, "a", "left"),
                                    new RecordingStarted(at, UUID.randomUUID(), "left", "unknown")))
                    .close();
        }
    }
}
