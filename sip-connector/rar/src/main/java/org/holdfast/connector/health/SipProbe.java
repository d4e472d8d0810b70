package org.holdfast.connector.health;

import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;

/**
 * Sends the recorder's own SIP port an OPTIONS, as an SRC would, and wants any final answer: a truthful 503 is an answer
 * too, what it says is told by other components. Stateless.
 */
public final class SipProbe {
    private static final int PATIENCE_MILLIS = 1000;
    private static final int LARGEST = 8192;

    private SipProbe() {}

    /** Asks over a transport, {@code udp} or {@code tcp}; throws when no answer comes. */
    public static void ask(String transport, String host, int port) throws IOException {
        InetAddress address = InetAddress.getByName(host);
        if (transport.equals("udp")) {
            overUdp(address, port);
        } else {
            overTcp(address, port);
        }
    }

    private static void overUdp(InetAddress address, int port) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            byte[] options = options("UDP", address, socket.getLocalPort(), port);
            socket.send(new DatagramPacket(options, options.length, address, port));
            DatagramPacket answer = new DatagramPacket(new byte[LARGEST], LARGEST);
            socket.receive(answer);
            expectAnswer(new String(answer.getData(), 0, answer.getLength(), StandardCharsets.ISO_8859_1));
        }
    }

    private static void overTcp(InetAddress address, int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(options("TCP", address, socket.getLocalPort(), port));
            socket.getOutputStream().flush();
            InputStream in = socket.getInputStream();
            byte[] answer = new byte[LARGEST];
            int read = in.read(answer);
            expectAnswer(read <= 0 ? "" : new String(answer, 0, read, StandardCharsets.ISO_8859_1));
        }
    }

    private static void expectAnswer(String answer) throws IOException {
        if (!answer.matches("(?s)SIP/2\\.0 [2-6]\\d\\d .*")) {
            throw new IOException("no final answer to OPTIONS");
        }
    }

    private static byte[] options(String transport, InetAddress address, int from, int to) {
        String host = address.getHostAddress();
        String mine = host.contains(":") ? "[" + host + "]" : host;
        String id = UUID.randomUUID().toString();
        return """
                OPTIONS sip:holdfast@%2$s:%4$d;transport=%5$s SIP/2.0\r
                Via: SIP/2.0/%1$s %2$s:%3$d;branch=z9hG4bK%6$s;rport\r
                Max-Forwards: 70\r
                From: <sip:probe@%2$s>;tag=%6$s\r
                To: <sip:holdfast@%2$s>\r
                Call-ID: %6$s\r
                CSeq: 1 OPTIONS\r
                User-Agent: Holdfast self-probe\r
                Content-Length: 0\r
                \r
                """.formatted(transport, mine, from, to, transport.toLowerCase(Locale.ROOT), id)
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
