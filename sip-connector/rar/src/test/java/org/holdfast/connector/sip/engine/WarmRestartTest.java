package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder stops with calls running and starts again; to the SRC nothing has happened. */
class WarmRestartTest {
    private static final String ADDRESS = "127.0.40.6";
    private static final String CONTACT = "Contact: <sip:src@127.0.40.6:9>\r\n";

    @TempDir
    Path journals;

    private TestRecorder recorder;
    private SrcSocket src;

    @BeforeEach
    void start() throws IOException {
        recorder = new TestRecorder(Duration.ofSeconds(2), ADDRESS, journals).awaitHealthy();
        src = new SrcSocket(ADDRESS);
    }

    @AfterEach
    void stop() {
        src.close();
        recorder.close();
    }

    private void restart(String... settings) throws IOException {
        restartAtOnce(settings);
        recorder.awaitHealthy();
    }

    private void restartAtOnce(String... settings) throws IOException {
        recorder.stop();
        recorder = new TestRecorder(Duration.ofSeconds(2), ADDRESS, journals, settings);
    }

    @Test
    void aCallGoesOnInTheSameRecordingOnTheSamePortAndItsDialogStands() throws IOException {
        String ok = call("w1");
        String tag = SrcSocket.toTag(ok);
        src.media(ok, 10, 1);
        await().until(() -> running().packets() == 10);
        LiveRecording before = running();

        restart();

        assertThat(running().recordingId()).isEqualTo(before.recordingId());
        assertThat(running().parties()).isEqualTo(before.parties());
        assertThat(running().startedAt()).isEqualTo(before.startedAt());
        src.media(ok, 10, 2);
        await().until(() -> running().packets() == 20);
        String again = src.ask(src.request("INVITE", "w1", 2, tag, CONTACT, SrcSocket.SDP));
        assertThat(body(again)).isEqualTo(body(ok));
        src.send(src.request("ACK", "w1", 2, tag, "", ""));
        String other =
                src.ask(src.request("INVITE", "w1", 3, tag, CONTACT, SrcSocket.SDP.replace(" 0 101", " 8 0 101")));
        assertThat(port(other)).isEqualTo(port(ok));
        assertThat(version(other)).isEqualTo(version(ok) + 1);
        src.send(src.request("ACK", "w1", 3, tag, "", ""));
        assertThat(src.ask(src.request("UPDATE", "w1", 4, tag, CONTACT, ""))).startsWith("SIP/2.0 200");
        assertThat(src.ask(src.request("INFO", "w1", 2, tag, "", ""))).startsWith("SIP/2.0 500");
        assertThat(src.ask(src.request("BYE", "w1", 5, tag, "", ""))).startsWith("SIP/2.0 200");

        SealedRecording recording = recorder.awaitSealed(1);
        assertThat(recording.recordingId()).isEqualTo(before.recordingId());
        assertThat(recording.endCause()).isEqualTo(EndCause.BYE);
        assertThat(recording.identifiers()).containsEntry("Call-ID", "w1");
        KeptJournal kept = kept(recording);
        assertThat(kept.payloads).containsOnly(1, 2).hasSize(20);
        assertThat(gaps(kept))
                .singleElement()
                .satisfies(gap -> assertThat(gap.cause()).isEqualTo("RESTART"));
        assertThat(recorder.sealed).hasSize(1);
    }

    @Test
    void whatWasPausedStaysPausedAlsoWhileItIsBeingTakenUp() throws Exception {
        String ok = call("w2");
        src.media(ok, 5, 1);
        await().until(() -> running().packets() == 5);
        recorder.control().pause(running().recordingId(), "test");
        AtomicBoolean talking = new AtomicBoolean(true);
        try (ExecutorService talker = Executors.newSingleThreadExecutor()) {
            talker.execute(() -> {
                while (talking.get()) {
                    talk(ok);
                }
            });
            restart();
            assertThat(running().paused()).isTrue();
            talking.set(false);
        }
        recorder.control().resume(running().recordingId(), "test");
        src.media(ok, 5, 3);
        await().until(() -> running().packets() == 10);
        src.ask(src.request("BYE", "w2", 2, SrcSocket.toTag(ok), "", ""));

        KeptJournal kept = kept(recorder.awaitSealed(1));
        assertThat(kept.payloads).containsOnly(1, 3);
        assertThat(kept.facts).filteredOn(PauseChanged.class::isInstance).hasSize(2);
    }

    @Test
    void anAnswerThatWasNotAcknowledgedIsRepeatedAndItsInviteToo() throws IOException {
        String invite = src.invite("w3", "", SrcSocket.SDP);
        String ok = src.ask(invite);

        restartAtOnce();

        await().pollInterval(Duration.ofMillis(1)).until(() -> src.silent(1)); // what came before is read
        String repeated = src.receive();
        assertThat(SrcSocket.toTag(repeated)).isEqualTo(SrcSocket.toTag(ok));
        assertThat(body(repeated)).isEqualTo(body(ok));
        src.send(invite);
        assertThat(SrcSocket.toTag(src.receive())).isEqualTo(SrcSocket.toTag(ok));
        assertThat(recorder.control().running()).hasSize(1);
        src.send(src.request("ACK", "w3", 1, SrcSocket.toTag(ok), "", ""));
        await().until(() -> src.silent(300));
        assertThat(src.ask(src.request("BYE", "w3", 2, SrcSocket.toTag(ok), "", "")))
                .startsWith("SIP/2.0 200");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.BYE);
    }

    @Test
    void theAnswerToOurOfferIsTakenAfterTheRestart() throws IOException {
        String ok = src.ask(src.invite("w4", "", ""));

        restartAtOnce();

        src.send(src.request("ACK", "w4", 1, SrcSocket.toTag(ok), "", SrcSocket.SDP));
        await().until(() -> src.silent(300));
        src.ask(src.request("BYE", "w4", 2, SrcSocket.toTag(ok), "", ""));
        assertThat(recorder.awaitSealed(1).streams())
                .singleElement()
                .satisfies(stream -> assertThat(stream.codec()).isEqualTo("PCMU"));
    }

    @Test
    void aCallOnHoldIsTakenUpOnHoldAndResumed() throws IOException {
        String ok = call("w5");
        String tag = SrcSocket.toTag(ok);
        src.ask(src.request("INVITE", "w5", 2, tag, CONTACT, SrcSocket.SDP.replace("sendonly", "inactive")));
        src.send(src.request("ACK", "w5", 2, tag, "", ""));
        await().until(() -> running().onHold());

        restart();

        assertThat(running().onHold()).isTrue();
        src.ask(src.request("INVITE", "w5", 3, tag, CONTACT, SrcSocket.SDP));
        src.send(src.request("ACK", "w5", 3, tag, "", ""));
        assertThat(running().onHold()).isFalse();
        src.media(ok, 5, 1);
        await().until(() -> running().packets() == 5);
    }

    @Test
    void theSecondRecordingOfASessionGoesOnAndTheFirstStaysAsItWas() throws IOException {
        String ok = src.ask(src.invite("w6", "", SrcSocket.SDP));
        String tag = SrcSocket.toTag(ok);
        src.send(src.request("ACK", "w6", 1, tag, "", ""));
        assertThat(metadata(2, tag, "one", "alice")).startsWith("SIP/2.0 200");
        assertThat(metadata(3, tag, "two", "carol")).startsWith("SIP/2.0 200");
        LiveRecording before = running();

        restart();

        assertThat(running().recordingId()).isEqualTo(before.recordingId());
        assertThat(running().parties()).isEqualTo(before.parties());
        assertThat(metadata(4, tag, "two", "carol")).startsWith("SIP/2.0 200");
        assertThat(running().recordingId()).isEqualTo(before.recordingId());
        assertThat(metadata(5, tag, "three", "dave")).startsWith("SIP/2.0 200");
        src.ask(src.request("BYE", "w6", 6, tag, "", ""));

        recorder.awaitSealed(3);
        assertThat(recorder.sealed)
                .extracting(SealedRecording::endCause)
                .containsExactly(EndCause.SESSION_STOPPED, EndCause.SESSION_STOPPED, EndCause.BYE);
        assertThat(recorder.sealed.get(1).recordingId()).isEqualTo(before.recordingId());
        assertThat(gaps(kept(recorder.sealed.getFirst()))).hasSize(1);
    }

    @Test
    void aSessionWhoseSrcIsGoneIsEndedByTheSilenceLimit() throws IOException {
        call("w7");
        restart("media.silence-limit", "1s");
        assertThat(src.receiveRequest()).startsWith("BYE ");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.SRC_SILENT);
    }

    @Test
    void theSessionTimerRunsOnOverTheRestart() throws IOException {
        String timed = "Supported: timer\r\nSession-Expires: ";
        String ok = src.ask(src.invite("w8", timed + "3\r\n", SrcSocket.SDP));
        src.send(src.request("ACK", "w8", 1, SrcSocket.toTag(ok), "", ""));
        String ours = src.ask(src.invite("w9", timed + "4;refresher=uas\r\n", SrcSocket.SDP));
        src.send(src.request("ACK", "w9", 1, SrcSocket.toTag(ours), "", ""));
        await().until(() -> recorder.control().running().size() == 2);

        restart();

        String first = src.receiveRequest();
        String second = src.receiveRequest();
        while (method(second).equals(method(first))) { // nobody answers them, so they come again
            second = src.receiveRequest();
        }
        assertThat(List.of(method(first), method(second))).containsExactlyInAnyOrder("UPDATE w9", "BYE w8");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.SRC_SILENT);
    }

    @Test
    void aSessionThatIsNotRefreshedIsEndedByTheSessionTimer() throws IOException {
        String timed = "Supported: timer\r\nSession-Expires: 4\r\n";
        String ok = src.ask(src.invite("t1", timed, SrcSocket.SDP));
        assertThat(ok).contains("Session-Expires: 4;refresher=uac");
        String tag = SrcSocket.toTag(ok);
        src.send(src.request("ACK", "t1", 1, tag, "", ""));
        await().until(() -> src.silent(800)); // the 200 is repeated until the ACK has been taken
        assertThat(src.ask(src.request("UPDATE", "t1", 2, tag, timed, "")))
                .contains("Session-Expires: 4;refresher=uac");
        assertThat(src.silent(2400)).isTrue(); // without the UPDATE it would have ended after three seconds
        assertThat(src.receiveRequest()).startsWith("BYE ").contains("session timer");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.SRC_SILENT);
    }

    @Test
    void aSessionWhosePortIsTakenIsEndedAsInterruptedAndItsDialogIsGone() throws IOException {
        String ok = call("w10");
        recorder.stop();
        try (DatagramSocket squatter = new DatagramSocket(null)) {
            squatter.bind(new InetSocketAddress(InetAddress.getByName(ADDRESS), port(ok)));
            restart();
            assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.CRASH);
            assertThat(src.ask(src.request("BYE", "w10", 2, SrcSocket.toTag(ok), "", "")))
                    .startsWith("SIP/2.0 481");
        }
        assertThat(journals.resolve("capturing")).isEmptyDirectory();
    }

    @Test
    void afterTooLongAnAbsenceSessionsAreEndedNotTakenUp() throws IOException {
        call("w11");
        restart("recorder.take-up-limit", "1ms");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.CRASH);
        assertThat(recorder.control().running()).isEmpty();
    }

    @Test
    void aJournalThatCouldNotBeSealedIsBroughtHomeWithoutARestart() throws IOException {
        String ok = call("w12");
        Path sealed = journals.resolve("sealed");
        assertThat(sealed.toFile().renameTo(journals.resolve("gone").toFile())).isTrue();
        src.ask(src.request("BYE", "w12", 2, SrcSocket.toTag(ok), "", ""));
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.BYE);
        assertThat(journals.resolve("capturing")).isEmptyDirectory();
    }

    private String call(String callId) throws IOException {
        String ok = src.ask(src.invite(callId, "", SrcSocket.SDP));
        assertThat(ok).startsWith("SIP/2.0 200");
        src.send(src.request("ACK", callId, 1, SrcSocket.toTag(ok), "", ""));
        await().until(() -> recorder.control().running().size() == 1);
        return ok;
    }

    private String metadata(int cseq, String tag, String session, String participant) throws IOException {
        String xml = """
                <recording xmlns="urn:ietf:params:xml:ns:recording:1"><datamode>complete</datamode>
                <session session_id="%1$s"/>
                <participant participant_id="%2$s"><nameID aor="sip:%2$s@example.com"/></participant>
                <stream stream_id="s" session_id="%1$s"><label>96</label></stream>
                <participantsessionassoc participant_id="%2$s" session_id="%1$s"/>
                <participantstreamassoc participant_id="%2$s"><send>s</send></participantstreamassoc>
                </recording>
                """.formatted(session, participant);
        return src.ask(
                src.request("UPDATE", "w6", cseq, tag, CONTACT + "Content-Type: application/rs-metadata+xml\r\n", xml));
    }

    private void talk(String ok) {
        try {
            src.media(ok, 1, 2);
            LockSupport.parkNanos(2_000_000); // the pace of ten streams, which no socket buffer overflows
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LiveRecording running() {
        return recorder.control().running().getFirst();
    }

    private KeptJournal kept(SealedRecording recording) throws IOException {
        Path file = journals.resolve("kept").resolve(recording.journal());
        await().until(() -> file.toFile().exists());
        return KeptJournal.read(file);
    }

    private static List<JournalEntry> all(KeptJournal kept, Class<?> kind) {
        return kept.facts.stream().filter(kind::isInstance).toList();
    }

    private static List<GapKnown> gaps(KeptJournal kept) {
        return all(kept, GapKnown.class).stream().map(GapKnown.class::cast).toList();
    }

    private static String body(String message) {
        return message.substring(message.indexOf("\r\n\r\n"));
    }

    private static int port(String answer) {
        return Integer.parseInt(answer.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
    }

    private static int version(String answer) {
        return Integer.parseInt(answer.replaceAll("(?s).*o=- \\d+ (\\d+) .*", "$1"));
    }

    private static String method(String request) {
        return request.split(" ", 2)[0] + " " + request.replaceAll("(?s).*\\r\\nCall-ID: (\\S+)\\r\\n.*", "$1");
    }
}
