package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    private static final String ADDRESS = "127.0.40.2";

    @TempDir
    Path home;

    private Path journals;
    private TestRecorder recorder;
    private SrcSocket src;

    @BeforeEach
    void start() throws IOException {
        journals = home.resolve("journal");
        recorder = new TestRecorder(ADDRESS, journals, "recorder.max-sessions", "2").awaitHealthy();
        src = new SrcSocket(ADDRESS);
    }

    @AfterEach
    void stop() {
        src.close();
        recorder.close();
    }

    @Test
    void aDrainingNodeTellsOptionsWhatItTellsAnInvite() throws IOException {
        assertThat(options("o1")).startsWith("SIP/2.0 200").contains("Allow: ", "Accept: ", "Accept-Encoding: ");
        recorder.control().drain(true);
        assertThat(options("o2")).startsWith("SIP/2.0 503").contains("Retry-After: ");
        assertThat(src.ask(src.invite("d1", "", SrcSocket.SDP)))
                .startsWith("SIP/2.0 503")
                .contains("Retry-After: ");
        assertThat(recorder.health()).isEqualTo(503);
        recorder.control().drain(false);
        assertThat(options("o3")).startsWith("SIP/2.0 200");
    }

    @Test
    void aFullNodeRefusesTheNextCallOnly() throws IOException {
        assertGoodCall("f1");
        assertGoodCall("f2");
        try (SrcSocket other = new SrcSocket(ADDRESS)) {
            assertThat(other.ask(other.invite("f3", "", SrcSocket.SDP))).startsWith("SIP/2.0 503");
        }
    }

    @Test
    void aJournalDirectoryThatCannotBeWrittenClosesTheNodeUntilItCan() throws IOException {
        Path away = home.resolve("away");
        Files.move(journals, away);
        Files.writeString(journals, "not a directory");
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> recorder.health() == 503);
        assertThat(src.ask(src.invite("j1", "", SrcSocket.SDP)))
                .startsWith("SIP/2.0 503")
                .contains("Retry-After: ");
        Files.delete(journals);
        recorder.awaitHealthy();
        assertGoodCall("j2");
    }

    @Test
    void requestsOutOfTheOrdinaryGetTheirCodes() throws IOException {
        assertThat(src.ask(src.request("BYE", "r1", 2, "gone", "", ""))).startsWith("SIP/2.0 481");
        assertThat(src.ask(src.request("REFER", "r2", 1, "", "", "")))
                .startsWith("SIP/2.0 405")
                .contains("Allow: ");
        assertThat(src.ask(src.request("DANCE", "r3", 1, "", "", ""))).startsWith("SIP/2.0 501");
        assertThat(src.ask(src.request("OPTIONS", "r4", 1, "", "", "").replace("Forwards: 70", "Forwards: 0")))
                .startsWith("SIP/2.0 483");
        assertThat(src.ask(src.invite("r5", "Require: siprec, x-unknown\r\n", SrcSocket.SDP)))
                .startsWith("SIP/2.0 420")
                .contains("Unsupported: x-unknown");
        assertThat(src.ask(src.invite("r6", "Content-Type: text/plain\r\n", "hello")))
                .startsWith("SIP/2.0 415")
                .contains("Accept: ");
        assertThat(src.ask(src.invite(
                        "r7", "", SrcSocket.SDP.replace("PCMU", "EVS").replace("AVP 0", "AVP 99"))))
                .startsWith("SIP/2.0 488")
                .contains("Warning: ");
        assertThat(src.ask(src.request("CANCEL", "r8", 1, "", "", ""))).startsWith("SIP/2.0 481");
        assertThat(src.ask(src.request("OPTIONS", "r9", 1, "gone", "", ""))).startsWith("SIP/2.0 481");
        assertThat(src.ask(src.request("PRACK", "r10", 1, "gone", "", ""))).startsWith("SIP/2.0 481");
    }

    @Test
    void aBodyThatIsShorterThanItSaysIsRefusedAndALongHeaderListToo() throws IOException {
        String lying = src.invite("l1", "", SrcSocket.SDP).replaceAll("Content-Length: \\d+", "Content-Length: 9000");
        assertThat(src.ask(lying)).startsWith("SIP/2.0 400");
        assertThat(src.ask(src.invite("l2", "X-Many: header\r\n".repeat(300), SrcSocket.SDP)))
                .startsWith("SIP/2.0 400");
        assertGoodCall("l3");
    }

    @Test
    void bytesBehindTheBodyOfADatagramAreNotPartOfIt() throws IOException {
        assertThat(src.ask(src.invite("l4", "", SrcSocket.SDP) + "behind")).startsWith("SIP/2.0 200");
        String shortened = src.invite("l5", "", SrcSocket.SDP).replaceAll("Content-Length: \\d+", "Content-Length: 20");
        assertThat(src.ask(shortened)).matches("(?s)SIP/2\\.0 4\\d\\d .*");
    }

    @Test
    void afterAFloodOfGarbageTheNextCallIsRecorded() throws IOException {
        Random random = new Random(4711);
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[random.nextInt(1, 1400)];
            random.nextBytes(garbage);
            src.send(garbage);
            src.send("INVITE sip:x SIP/2.0\r\nVia: SIP/2.0/UDP ;;;\r\nFrom: <<<\r\nCSeq: x\r\n\r\n");
        }
        src.send(new byte[65_507]);
        src.send("INVITE sip:x@y SIP/2.0\r\nServer: ////\r\nVia: " + "a".repeat(65_000));
        assertGoodCall("g1");
    }

    @Test
    void aLargeDatagramIsTakenAndALargerMessageOverTcpGets513OnALivingConnection() throws IOException {
        String large = src.invite("t1", "", SrcSocket.SDP + "a=x-padding:" + "p".repeat(58_000) + "\r\n");
        assertThat(src.ask(large)).startsWith("SIP/2.0 200");
        try (Socket tcp = new Socket(ADDRESS, 5060)) {
            tcp.setSoTimeout(5000);
            String huge = src.invite("t2", "", "x".repeat(300_000)).replace("SIP/2.0/UDP", "SIP/2.0/TCP");
            assertThat(ask(tcp, huge)).startsWith("SIP/2.0 513");
            String next = src.request("OPTIONS", "t3", 1, "", "", "").replace("SIP/2.0/UDP", "SIP/2.0/TCP");
            assertThat(ask(tcp, next)).startsWith("SIP/2.0 200");
        }
    }

    private String options(String callId) throws IOException {
        return src.ask(src.request("OPTIONS", callId, 1, "", "", ""));
    }

    private void assertGoodCall(String callId) throws IOException {
        try (SrcSocket other = new SrcSocket(ADDRESS)) {
            String ok = other.ask(other.invite(callId, "", SrcSocket.SDP));
            assertThat(ok).startsWith("SIP/2.0 200");
            other.send(other.request("ACK", callId, 1, SrcSocket.toTag(ok), "", ""));
            assertThat(recorder.control().running()).isNotEmpty();
        }
    }

    private static String ask(Socket tcp, String message) throws IOException {
        tcp.getOutputStream().write(message.getBytes(StandardCharsets.ISO_8859_1));
        tcp.getOutputStream().flush();
        InputStream in = tcp.getInputStream();
        byte[] answer = new byte[8192];
        int read = in.read(answer);
        return new String(answer, 0, Math.max(0, read), StandardCharsets.ISO_8859_1);
    }
}
