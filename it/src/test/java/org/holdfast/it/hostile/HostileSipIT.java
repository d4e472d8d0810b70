package org.holdfast.it.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Garbage, lies and floods on the SIP ports. Random bytes are the same in every run. */
class HostileSipIT {
    private static final String FROM = "127.0.80.21";
    private static final String HEAD = """
            %s
            Via: SIP/2.0/UDP 127.0.80.21:5099;rport;branch=%%branch%%
            Max-Forwards: 70
            From: <sip:src@127.0.80.21>;tag=%%id%%
            To: <sip:recorder@127.0.0.1>
            Call-ID: %%id%%@127.0.80.21
            CSeq: 1 %s
            Contact: <sip:src@127.0.80.21:5099>;+sip.src
            """;

    private static final Node NODE = Node.shared();
    private static final Rest REST = Rest.of(NODE);
    private static final GoodCalls GOOD = new GoodCalls(NODE, FROM);

    private final Random random = new Random(20_261_122);
    private final Wire wire;

    HostileSipIT() throws IOException {
        wire = new Wire(NODE, FROM);
    }

    @AfterAll
    static void everyGoodCallIsRecorded() {
        GOOD.areAllRecorded(REST);
    }

    @AfterEach
    void theNextGoodCallIsTaken() throws Exception {
        GOOD.next();
    }

    static Stream<Arguments> requestsWithOneRightAnswer() {
        return Stream.of(
                Arguments.of("unknown method", List.of(501, 405), request("FROBNICATE", "Content-Length: 0\n\n")),
                Arguments.of(
                        "known method that a recorder has no use for",
                        List.of(405, 489, 501),
                        request("SUBSCRIBE", "Event: presence\nContent-Length: 0\n\n")),
                Arguments.of(
                        "extension that nobody knows",
                        List.of(420),
                        request("INVITE", "Require: x-unknown\nContent-Length: 0\n\n")),
                Arguments.of("BYE for a dialog that never was", List.of(481), inDialog("BYE")),
                Arguments.of("UPDATE for a dialog that never was", List.of(481), inDialog("UPDATE")),
                Arguments.of("re-INVITE for a dialog that never was", List.of(481), inDialog("INVITE")),
                Arguments.of("CANCEL of nothing", List.of(481), request("CANCEL", "Content-Length: 0\n\n")),
                Arguments.of(
                        "a body that is no session",
                        List.of(415, 400, 488),
                        request("INVITE", "Content-Type: text/plain\nContent-Length: 5\n\nhello")),
                Arguments.of(
                        "Content-Length beyond the datagram",
                        List.of(400),
                        request("INVITE", "Content-Type: application/sdp\nContent-Length: 9999\n\nv=0\n")),
                Arguments.of(
                        "a boundary that is not in the body",
                        List.of(400, 415, 488),
                        request("INVITE", "Content-Type: multipart/mixed;boundary=none\nContent-Length: 5\n\nhello")),
                Arguments.of(
                        "no hops left",
                        List.of(483, 200),
                        request("OPTIONS", "Content-Length: 0\n\n").replace("Max-Forwards: 70", "Max-Forwards: 0")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsWithOneRightAnswer")
    void answersAsTheRfcSays(String what, List<Integer> allowed, String request) throws Exception {
        assertThat(wire.udp(Wire.text(request)))
                .as(what)
                .hasValueSatisfying(answer -> assertThat(answer.status()).isIn(allowed));
    }

    static Stream<Arguments> requestsThatMayBeDropped() {
        return Stream.of(
                Arguments.of("negative Content-Length", request("INVITE", "Content-Length: -1\n\n")),
                Arguments.of("a Content-Length that is a word", request("INVITE", "Content-Length: many\n\n")),
                Arguments.of("two Content-Lengths", request("INVITE", "Content-Length: 0\nContent-Length: 7\n\nv=0\n")),
                Arguments.of(
                        "another protocol",
                        request("OPTIONS", "Content-Length: 0\n\n").replace("SIP/2.0\n", "SIP/9.0\n")),
                Arguments.of(
                        "no Via", request("OPTIONS", "Content-Length: 0\n\n").replaceAll("Via:.*\n", "")),
                Arguments.of(
                        "no Call-ID", request("INVITE", "Content-Length: 0\n\n").replaceAll("Call-ID:.*\n", "")),
                Arguments.of(
                        "CSeq of another method",
                        request("OPTIONS", "Content-Length: 0\n\n").replace("1 OPTIONS", "1 BYE")),
                Arguments.of(
                        "a CSeq beyond all numbers",
                        request("OPTIONS", "Content-Length: 0\n\n")
                                .replace("1 OPTIONS", "99999999999999999999 OPTIONS")),
                Arguments.of("NUL in a header", request("OPTIONS", "X-Nul: a\0b\nContent-Length: 0\n\n")),
                Arguments.of("half a header", "INVITE sip:recorder@127.0.0.1 SIP/2.0\nVia: SIP/2.0/UDP 127.0"),
                Arguments.of(
                        "format strings",
                        request("OPTIONS", "Subject: %s%n%x${jndi:ldap://127.0.80.99/a}#{7*7}\nContent-Length: 0\n\n")),
                Arguments.of(
                        "a tag of 20 kB",
                        request("OPTIONS", "Content-Length: 0\n\n").replace("tag=", "tag=" + "a".repeat(20_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requestsThatMayBeDropped")
    void answersOrDropsButNeverAccepts(String what, String request) throws Exception {
        wire.udp(Wire.text(request))
                .ifPresent(answer -> assertThat(answer.status()).as(what).isNotEqualTo(500));
    }

    @Test
    void binaryNoiseOnUdpIsMetWithSilence() throws Exception {
        for (int i = 0; i < 400; i++) {
            byte[] noise = new byte[random.nextInt(1_500)];
            random.nextBytes(noise);
            wire.blind(noise);
        }
        byte[] largest = new byte[65_507];
        random.nextBytes(largest);
        assertThat(wire.udp(largest)).isEmpty();
    }

    @Test
    void binaryNoiseOnTcpTakesNothingDown() throws Exception {
        for (int i = 0; i < 10; i++) {
            byte[] noise = new byte[20_000];
            random.nextBytes(noise);
            try (Socket socket = wire.connect()) {
                socket.getOutputStream().write(noise);
            }
        }
    }

    @Test
    void aFloodOfHeadersIsRefusedOrDropped() throws Exception {
        String flood = "X-Flood: aaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(1_500);
        wire.udp(Wire.text(request("INVITE", flood + "Content-Length: 0\n\n")))
                .ifPresent(answer -> assertThat(answer.status()).isGreaterThanOrEqualTo(400));
        String more = "X-Flood: aaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(20_000);
        String back = wire.tcp(Wire.text(overTcp(request("INVITE", more + "Content-Length: 0\n\n"))));
        assertThat(back).doesNotContain("SIP/2.0 200");
    }

    @Test
    void aBodyBeyondAllMeasureOnTcpIsRefused() throws Exception {
        String lie = overTcp(request("INVITE", "Content-Type: application/sdp\nContent-Length: 2000000000\n\nv=0\n"));
        assertThat(wire.tcp(Wire.text(lie))).doesNotContain("SIP/2.0 200");
    }

    @Test
    void connectionsThatSayHalfASentenceDoNotHinderOthers() throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = wire.connect();
                socket.getOutputStream().write("INVITE sip:recorder@127.0".getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }
            try (RecordingClient client = RecordingClient.open(
                    ClientSettings.to(NODE.sipAddress() + ";transport=tcp").from(FROM))) {
                assertThat(client.options().status()).isEqualTo(200);
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void keepAlivesOfTwoKindsDisturbNothing() throws Exception {
        wire.blind("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        wire.blind(new byte[] {0, 1, 0, 0, 0x21, 0x12, (byte) 0xa4, 0x42, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(Wire.text(overTcp(request("OPTIONS", "Content-Length: 0\n\n"))));
        assertThat(wire.tcp(bytes.toByteArray())).contains("SIP/2.0 200");
    }

    private static String request(String method, String tail) {
        return HEAD.formatted(method + " sip:recorder@127.0.0.1 SIP/2.0", method) + tail;
    }

    private static String inDialog(String method) {
        return request(method, "Content-Length: 0\n\n")
                .replace("To: <sip:recorder@127.0.0.1>", "To: <sip:recorder@127.0.0.1>;tag=gone");
    }

    private static String overTcp(String request) {
        return request.replace("SIP/2.0/UDP", "SIP/2.0/TCP");
    }
}
