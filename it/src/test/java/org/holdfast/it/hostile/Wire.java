package org.holdfast.it.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.it.Node;
import org.holdfast.src.sip.SipClient;
import org.holdfast.src.sip.SipMessage;

/** Raw bytes to the recorder's SIP port, and what comes back within a second or two. */
final class Wire {
    private static final int PATIENCE_MILLIS = 2_000;

    private final InetSocketAddress sip;
    private final InetAddress from;

    Wire(Node node, String from) throws IOException {
        this.sip = new InetSocketAddress(node.address(), node.sipPort());
        this.from = InetAddress.getByName(from);
    }

    /** One datagram; the first final answer, if any comes. */
    Optional<SipMessage> udp(byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, from)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.send(new DatagramPacket(bytes, bytes.length, sip));
            DatagramPacket answer = new DatagramPacket(new byte[65_535], 65_535);
            while (true) {
                socket.receive(answer);
                Optional<SipMessage> message = SipMessage.parse(Arrays.copyOf(answer.getData(), answer.getLength()));
                if (message.isPresent() && message.get().status() >= 200) {
                    return message;
                }
            }
        } catch (SocketTimeoutException silence) {
            return Optional.empty();
        }
    }

    /** One datagram; nobody waits for an answer. */
    void blind(byte[] bytes) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, from)) {
            socket.send(new DatagramPacket(bytes, bytes.length, sip));
        }
    }

    /** Bytes on a connection of their own; all that came back before it closed or fell silent. */
    String tcp(byte[] bytes) throws IOException {
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        try (Socket socket = connect()) {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                back.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException silent) {
            return back.toString(StandardCharsets.UTF_8);
        } catch (IOException reset) {
            return back.toString(StandardCharsets.UTF_8);
        }
        return back.toString(StandardCharsets.UTF_8);
    }

    /** An open connection; its reads wait as long as we are patient. */
    Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(sip, PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    /** A request in text, CRLF at each end of line; {@code %branch%} and {@code %id%} are made fresh, Via names UDP. */
    static byte[] text(String template) {
        return template.replace("\r\n", "\n")
                .replace("\n", "\r\n")
                .replace("%branch%", "z9hG4bK" + SipClient.token(8))
                .replace("%id%", SipClient.token(8))
                .getBytes(StandardCharsets.UTF_8);
    }
}
