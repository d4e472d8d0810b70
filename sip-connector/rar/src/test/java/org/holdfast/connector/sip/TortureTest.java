package org.holdfast.connector.sip;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.sip.engine.RecorderEngine;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages of RFC 4475 and RFC 5118 against the running engine over UDP: right answers, and nothing breaks (P40). */
class TortureTest {

    private static final String RECORDER = "127.0.30.5";
    private static final String SRC = "127.0.30.6";
    private static final int SIP_PORT = 5160;

    private final Queue<SealedRecording> sealed = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().name("torture-", 0).daemon().factory());

    @TempDir
    private Path journals;

    private RecorderEngine engine;
    private DatagramSocket socket;

    @BeforeEach
    void start() throws IOException {
        Properties properties = new Properties();
        properties.setProperty(Setting.BIND_ADDRESS.property(), RECORDER);
        properties.setProperty(Setting.SIP_PORT.property(), Integer.toString(SIP_PORT));
        properties.setProperty(Setting.RECORDER_HEALTH_PORT.property(), "8190");
        properties.setProperty(Setting.MEDIA_PORTS.property(), "23000-23199");
        properties.setProperty(Setting.JOURNAL_DIRECTORY.property(), journals.toString());
        properties.setProperty(Setting.JOURNAL_MIN_FREE.property(), "0");
        engine = RecorderEngine.start(
                RecorderSettings.of(Settings.of(Map.of(), properties)),
                threads,
                () -> Optional.of(new Announced()),
                new SipTimers(Duration.ofMillis(100), Duration.ofMillis(400), Duration.ofSeconds(90)));
        socket = new DatagramSocket(0, InetAddress.getByName(SRC));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            send(options("up").getBytes(ISO_8859_1));
            return answered("up", Duration.ofMillis(500)).isPresent();
        });
    }

    @AfterEach
    void stop() {
        engine.stop(Duration.ofSeconds(10));
        socket.close();
        threads.shutdownNow();
    }

    @Test
    void answersTortureRightlyAndRecordsTheNextGoodCall() throws IOException {
        List<TortureMessage> corpus = TortureMessage.all("/torture/rfc4475.txt");
        Map<String, Integer> answers = new HashMap<>();
        for (TortureMessage message : corpus) {
            send(message.bytes(via()));
            answered(message.name(), Duration.ofMillis(message.silent() || message.answerOptional() ? 150 : 5_000))
                    .ifPresent(status -> answers.put(message.name(), status));
        }

        List<String> wrong = new ArrayList<>();
        for (TortureMessage message : corpus) {
            Integer answer = answers.get(message.name());
            boolean right = answer == null
                    ? message.silent() || message.answerOptional()
                    : message.answers().contains(answer);
            if (!right) {
                wrong.add(message.name() + " got " + answer + ", right is " + message.answers());
            }
        }
        assertThat(wrong).isEmpty();
        recordsACall();
    }

    private void recordsACall() throws IOException {
        String sdp = "v=0\r\no=- 1 1 IN IP4 127.0.30.6\r\ns=-\r\nc=IN IP4 127.0.30.6\r\nt=0 0\r\n"
                + "m=audio 30000 RTP/AVP 0\r\na=label:1\r\na=sendonly\r\n";
        send(request("INVITE", "good", 1, "", sdp));
        String ok = response("good", 200);
        assertThat(ok).contains("a=label:1").contains("a=recvonly");
        String to =
                ok.lines().filter(line -> line.startsWith("To:")).findFirst().orElseThrow();
        String tag = to.substring(to.indexOf(";tag="));
        send(request("ACK", "good", 1, tag, ""));
        send(request("BYE", "good", 2, tag, ""));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> sealed.stream()
                        .anyMatch(recording -> recording.toString().contains("good@torture")));
    }

    private byte[] request(String method, String call, int cseq, String toTag, String body) {
        String head = String.join(
                "\r\n",
                method + " sip:rec@" + RECORDER + ":" + SIP_PORT + " SIP/2.0",
                "Via: SIP/2.0/UDP " + via() + ";rport;branch=z9hG4bK" + call + method,
                "Max-Forwards: 70",
                "From: <sip:src@torture>;tag=f1",
                "To: <sip:rec@torture>" + toTag,
                "Call-ID: " + call + ".good@torture",
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:src@" + via() + ">;+sip.src",
                body.isEmpty()
                        ? "Content-Length: 0"
                        : "Content-Type: application/sdp\r\nContent-Length: " + body.length());
        return (head + "\r\n\r\n" + body).getBytes(ISO_8859_1);
    }

    private String options(String call) {
        return new String(request("OPTIONS", call, 1, "", ""), ISO_8859_1);
    }

    private String via() {
        return SRC + ":" + socket.getLocalPort();
    }

    private void send(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.getByName(RECORDER), SIP_PORT));
    }

    /** The first final answer to the call whose Call-ID begins with that name, empty when none comes in time. */
    private Optional<Integer> answered(String name, Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < end) {
            Optional<String> response = received(Math.max(1, (int) ((end - System.nanoTime()) / 1_000_000)));
            if (response.isPresent() && of(response.get(), name) && status(response.get()) >= 200) {
                return Optional.of(status(response.get()));
            }
        }
        return Optional.empty();
    }

    private String response(String name, int status) throws IOException {
        for (int i = 0; i < 200; i++) {
            Optional<String> response = received(5_000);
            if (response.isPresent() && of(response.get(), name) && status(response.get()) == status) {
                return response.get();
            }
        }
        throw new AssertionError("no " + status + " to " + name);
    }

    private Optional<String> received(int millis) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
        socket.setSoTimeout(millis);
        try {
            socket.receive(packet);
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
        String text = new String(packet.getData(), 0, packet.getLength(), ISO_8859_1);
        return text.startsWith("SIP/2.0 ") ? Optional.of(text) : Optional.empty();
    }

    private static boolean of(String response, String name) {
        return response.lines().anyMatch(line -> line.matches("(?i)(call-id|i)\\s*:\\s*" + name + "\\..*"));
    }

    private static int status(String response) {
        return Integer.parseInt(response.substring(8, 11));
    }

    /** Keeps what is sealed. */
    private final class Announced implements RecordingListener {
        @Override
        public void ready(RecorderControl recorder) {
            // nothing to do
        }

        @Override
        public void changed(LiveRecording recording) {
            // nothing to do
        }

        @Override
        public void ended(LiveRecording recording) {
            // nothing to do
        }

        @Override
        public void sealed(SealedRecording recording) {
            sealed.add(recording);
        }
    }
}
