package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A Session Recording Client of few words: sends what it is told over UDP and gives back what comes. */
final class SrcSocket implements AutoCloseable {
    static final String SDP = """
            v=0
            o=src 1 1 IN IP4 127.0.40.9
            s=-
            c=IN IP4 127.0.40.9
            t=0 0
            m=audio 30000 RTP/AVP 0 101
            a=rtpmap:0 PCMU/8000
            a=rtpmap:101 telephone-event/8000
            a=label:96
            a=sendonly
            """.replace("\n", "\r\n");

    private final InetAddress recorder;
    private final DatagramSocket socket;

    SrcSocket(String recorder) throws IOException {
        this.recorder = InetAddress.getByName(recorder);
        this.socket = new DatagramSocket(0, this.recorder);
        socket.setSoTimeout(5000);
    }

    void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.ISO_8859_1));
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, recorder, 5060));
    }

    /** The next message that is no 100. */
    String receive() throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
            socket.receive(packet);
            String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            if (!message.startsWith("SIP/2.0 100")) {
                return message;
            }
        }
    }

    /** Whether nothing comes for a while. */
    boolean silent(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            receive();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            socket.setSoTimeout(5000);
        }
    }

    /** The answer to this request, not a repeated one to an earlier. */
    String ask(String request) throws IOException {
        send(request);
        while (true) {
            String message = receive();
            if (message.startsWith("SIP/2.0") && sequence(message).equals(sequence(request))) {
                return message;
            }
        }
    }

    /** The next request of the recorder; answers are passed over. */
    String receiveRequest() throws IOException {
        String message = receive();
        while (message.startsWith("SIP/2.0")) {
            message = receive();
        }
        return message;
    }

    private static String sequence(String message) {
        return message.replaceAll("(?s).*\\r\\nCall-ID: (\\S+)\\r\\n.*", "$1") + " "
                + message.replaceAll("(?s).*\\r\\nCSeq: (\\d+) .*", "$1");
    }

    String invite(String callId, String more, String body) {
        return request("INVITE", callId, 1, "", "Contact: <sip:src@" + mine() + ">;+sip.src\r\n" + more, body);
    }

    /** A request of this SRC; a body is SDP unless {@code more} says otherwise. */
    String request(String method, String callId, int cseq, String toTag, String more, String body) {
        String type = body.isEmpty() || more.contains("Content-Type") ? "" : "Content-Type: application/sdp\r\n";
        return method + " sip:recorder@" + recorder.getHostAddress() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + mine() + ";branch=z9hG4bK-" + callId + "-" + method + cseq + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"Alice\" <sip:alice@example.com>;tag=src\r\n"
                + "To: <sip:bob@example.com>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + more + type
                + "Content-Length: " + body.getBytes(StandardCharsets.ISO_8859_1).length + "\r\n\r\n" + body;
    }

    /** Sends media to the first m-line of an answer. */
    void media(String answer, int packets) throws IOException {
        media(answer, packets, 0);
    }

    /** Sends media whose payload is this value throughout. */
    void media(String answer, int packets, int payload) throws IOException {
        int port = Integer.parseInt(answer.replaceAll("(?s).*m=audio (\\d+) .*", "$1"));
        for (int i = 0; i < packets; i++) {
            byte[] rtp = new byte[172];
            Arrays.fill(rtp, 12, rtp.length, (byte) payload);
            rtp[0] = (byte) 0x80;
            rtp[3] = (byte) i;
            rtp[11] = 7;
            socket.send(new DatagramPacket(rtp, rtp.length, recorder, port));
        }
    }

    static String toTag(String answer) {
        return answer.replaceAll("(?s).*\\r\\nTo:[^\\r]*;tag=([^\\r;]+).*", "$1");
    }

    private String mine() {
        return recorder.getHostAddress() + ":" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }
}
