package org.holdfast.connector.sip.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.MediaStream;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.SealedRecording;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedCallTest {
    private static final String ADDRESS = "127.0.40.1";

    @TempDir
    Path journals;

    private TestRecorder recorder;
    private SrcSocket src;

    @BeforeEach
    void start() throws IOException {
        recorder = new TestRecorder(ADDRESS, journals).awaitHealthy();
        src = new SrcSocket(ADDRESS);
    }

    @AfterEach
    void stop() {
        src.close();
        recorder.close();
    }

    @Test
    void aCallIsAnsweredAsRfc7866SaysAndSealedAtBye() throws IOException {
        String ok = src.ask(src.invite("c1", "Require: siprec\r\nX-UCID: 4711\r\n", SrcSocket.SDP));
        assertThat(ok)
                .startsWith("SIP/2.0 200")
                .contains(";+sip.srs", "Content-Type: application/sdp", "a=label:96", "a=recvonly")
                .containsPattern("Supported:.*siprec")
                .containsPattern("Supported:.*timer")
                .contains("UPDATE");
        src.send(src.request("ACK", "c1", 1, SrcSocket.toTag(ok), "", ""));
        src.media(ok, 10);
        Awaitility.await().until(() -> recorder.control().running().getFirst().packets() == 10);
        assertThat(src.ask(src.request("BYE", "c1", 2, SrcSocket.toTag(ok), "", "")))
                .startsWith("SIP/2.0 200");

        SealedRecording recording = recorder.awaitSealed(1);
        assertThat(recording.endCause()).isEqualTo(EndCause.BYE);
        assertThat(recording.participants())
                .extracting(Participant::aor)
                .containsExactly("sip:alice@example.com", "sip:bob@example.com");
        assertThat(recording.streams())
                .extracting(MediaStream::label, MediaStream::codec)
                .containsExactly(tuple("96", "PCMU"));
        assertThat(recording.identifiers()).containsEntry("Call-ID", "c1").containsEntry("X-UCID", "4711");
        assertThat(recording.snapshots())
                .singleElement()
                .satisfies(body -> assertThat(new String(body.body(), UTF_8)).isEqualTo(SrcSocket.SDP));
        assertThat(journals.resolve("kept").resolve(recording.journal())).exists();
    }

    @Test
    void aRetransmittedInviteGetsTheSameAnswerAndOneRecording() throws IOException {
        String invite = src.invite("c2", "", SrcSocket.SDP);
        String first = src.ask(invite);
        String second = src.ask(invite);
        assertThat(SrcSocket.toTag(second)).isEqualTo(SrcSocket.toTag(first));
        assertThat(recorder.control().running()).hasSize(1);
    }

    @Test
    void withoutAckThe200IsRepeatedAndTheCallEndsWithBye() throws IOException {
        String first = src.ask(src.invite("c3", "", SrcSocket.SDP));
        assertThat(src.receive()).isEqualTo(first);
        String message = first;
        while (message.startsWith("SIP/2.0 200")) {
            message = src.receive();
        }
        assertThat(message).startsWith("BYE ");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.NO_ACK);
    }

    @Test
    void aByeWithoutToTagAndWithTheMethodOfTheInviteInCseqEndsTheCall() throws IOException {
        String ok = src.ask(src.invite("c4", "", SrcSocket.SDP));
        src.send(src.request("ACK", "c4", 1, SrcSocket.toTag(ok), "", "").replace("1 ACK", "1 INVITE"));
        String bye = src.request("BYE", "c4", 2, "", "", "").replace("CSeq: 2 BYE", "CSeq: 2 INVITE");
        String answer = src.ask(bye);
        assertThat(answer).startsWith("SIP/2.0 200");
        assertThat(recorder.awaitSealed(1).endCause()).isEqualTo(EndCause.BYE);
    }

    @Test
    void anInviteWithoutOfferGetsOneAndItsAnswerComesWithTheAck() throws IOException {
        String ok = src.ask(src.invite("c5", "", ""));
        assertThat(ok).startsWith("SIP/2.0 200").contains("m=audio", "a=recvonly");
        String tag = SrcSocket.toTag(ok);
        src.send(src.request("ACK", "c5", 1, tag, "", SrcSocket.SDP));
        Awaitility.await().until(() -> src.silent(300)); // the 200 is repeated until the ACK has been taken
        assertThat(src.ask(src.request("BYE", "c5", 2, tag, "", ""))).startsWith("SIP/2.0 200");
        assertThat(recorder.awaitSealed(1).streams())
                .extracting(MediaStream::codec)
                .containsExactly("PCMU");
    }

    @Test
    void anAckWithoutTheAnswerToOurOfferEndsTheCall() throws IOException {
        String ok = src.ask(src.invite("c6", "", ""));
        src.send(src.request("ACK", "c6", 1, SrcSocket.toTag(ok), "", ""));
        assertThat(src.receiveRequest()).startsWith("BYE ");
    }

    @Test
    void aReinviteOnHoldKeepsTheRecordingAndAnUpdateAloneIsAnswered() throws IOException {
        String ok = src.ask(src.invite("c7", "", SrcSocket.SDP));
        String tag = SrcSocket.toTag(ok);
        src.send(src.request("ACK", "c7", 1, tag, "", ""));
        String contact = "Contact: <sip:src@127.0.40.1:9>\r\n";
        String held =
                src.ask(src.request("INVITE", "c7", 2, tag, contact, SrcSocket.SDP.replace("sendonly", "inactive")));
        assertThat(held).startsWith("SIP/2.0 200").contains("a=inactive");
        src.send(src.request("ACK", "c7", 2, tag, "", ""));
        assertThat(recorder.control().running().getFirst().onHold()).isTrue();
        assertThat(src.ask(src.request("UPDATE", "c7", 3, tag, contact, ""))).startsWith("SIP/2.0 200");
        assertThat(src.ask(src.request("INFO", "c7", 4, tag, "", ""))).startsWith("SIP/2.0 200");
        assertThat(src.ask(src.request("INFO", "c7", 3, tag, "", ""))).startsWith("SIP/2.0 500");
    }

    @Test
    void anSrcThatWantsReliableProvisionalAnswersGetsA200AtOnce() throws IOException {
        String ok = src.ask(src.invite("p1", "Require: siprec, 100rel, timer\r\n", SrcSocket.SDP));
        assertThat(ok).startsWith("SIP/2.0 200").doesNotContain("RSeq");
        src.send(src.request("ACK", "p1", 1, SrcSocket.toTag(ok), "", ""));
        assertThat(src.ask(src.request("PRACK", "p1", 2, SrcSocket.toTag(ok), "RAck: 1 1 INVITE\r\n", "")))
                .startsWith("SIP/2.0 481");
        assertThat(recorder.control().running()).hasSize(1);
    }

    @Test
    void aCancelBeforeOurAnswerGetsA200AndItsInviteA487AndNothingIsKept() throws IOException {
        CountDownLatch held = new CountDownLatch(1);
        recorder.lanes().run("x1", () -> awaitQuietly(held));
        String invite = src.invite("x1", "", SrcSocket.SDP);
        src.send(invite);
        String cancelled = src.ask(src.request("CANCEL", "x1", 1, "", "", "").replace("x1-CANCEL1", "x1-INVITE1"));
        held.countDown();
        assertThat(cancelled).startsWith("SIP/2.0 200").contains("CSeq: 1 CANCEL");
        assertThat(src.receive()).startsWith("SIP/2.0 487").contains("CSeq: 1 INVITE");
        assertThat(recorder.control().running()).isEmpty();
        assertThat(journals.resolve("capturing")).isEmptyDirectory();
    }

    @Test
    void nothingThatComesDuringAPauseIsInTheJournal() throws IOException {
        String ok = src.ask(src.invite("z1", "", SrcSocket.SDP));
        src.send(src.request("ACK", "z1", 1, SrcSocket.toTag(ok), "", ""));
        src.media(ok, 5, 1);
        Awaitility.await().until(() -> running().packets() == 5);
        assertThat(recorder.control().pause(running().recordingId(), "test")).isTrue();
        src.media(ok, 5, 2);
        Awaitility.await().until(() -> running().paused());
        assertThat(recorder.control().resume(running().recordingId(), "test")).isTrue();
        src.media(ok, 5, 3);
        Awaitility.await().until(() -> running().packets() == 10);
        src.ask(src.request("BYE", "z1", 2, SrcSocket.toTag(ok), "", ""));

        SealedRecording recording = recorder.awaitSealed(1);
        assertThat(KeptJournal.read(journals.resolve("kept").resolve(recording.journal())).payloads)
                .containsExactlyInAnyOrder(1, 1, 1, 1, 1, 3, 3, 3, 3, 3);
    }

    private LiveRecording running() {
        return recorder.control().running().getFirst();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSessionTimerIsAcceptedWithTheSrcAsRefresher() throws IOException {
        String timer = "Supported: timer\r\nSession-Expires: ";
        assertThat(src.ask(src.invite("c8", timer + "60\r\n", SrcSocket.SDP)))
                .startsWith("SIP/2.0 422")
                .contains("Min-SE: 90");
        src.send(src.request("ACK", "c8", 1, "x", "", ""));
        assertThat(src.ask(src.invite("c9", timer + "1800\r\n", SrcSocket.SDP)))
                .contains("Session-Expires: 1800;refresher=uac", "Require: timer");
    }

    @Test
    void whatNobodyAcknowledgesIsAnnouncedAgain() throws IOException {
        recorder.refusals.set(1);
        String ok = src.ask(src.invite("c10", "", SrcSocket.SDP));
        src.send(src.request("ACK", "c10", 1, SrcSocket.toTag(ok), "", ""));
        src.ask(src.request("BYE", "c10", 2, SrcSocket.toTag(ok), "", ""));
        assertThat(recorder.awaitSealed(1).identifiers()).containsEntry("Call-ID", "c10");
        assertThat(recorder.refusals).hasNegativeValue();
    }

    @Test
    void aStopOfADrainedRecorderSealsWhatRuns() throws IOException {
        String ok = src.ask(src.invite("c11", "", SrcSocket.SDP));
        src.send(src.request("ACK", "c11", 1, SrcSocket.toTag(ok), "", ""));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> recorder.control().running().size() == 1);
        recorder.control().drain(true);
        recorder.close();
        assertThat(src.receiveRequest()).startsWith("BYE ");
        assertThat(journals.resolve("capturing")).isEmptyDirectory();
    }
}
