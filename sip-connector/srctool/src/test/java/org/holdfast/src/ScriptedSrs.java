package org.holdfast.src;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.holdfast.src.sip.SipMessage;

/** An SRS of a few lines over UDP: answers as told, keeps every request and every RTP packet. */
final class ScriptedSrs implements AutoCloseable {
    private final InetAddress address;
    private final DatagramSocket sip;
    private final List<DatagramSocket> rtp = new ArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Function<SipMessage, Integer> script;
    private volatile SocketAddress lastSource = new InetSocketAddress(0);

    final List<SipMessage> requests = new CopyOnWriteArrayList<>();
    final List<List<byte[]>> packets = List.of(new CopyOnWriteArrayList<>(), new CopyOnWriteArrayList<>());

    /** {@code script} names the status for a request, 0 for none. */
    ScriptedSrs(String address, Function<SipMessage, Integer> script) throws IOException {
        this.address = InetAddress.getByName(address);
        this.script = script;
        this.sip = new DatagramSocket(0, this.address);
        for (List<byte[]> stream : packets) {
            DatagramSocket socket = new DatagramSocket(0, this.address);
            rtp.add(socket);
            threads.execute(() -> receive(socket, packet -> stream.add(bytes(packet))));
        }
        threads.execute(() -> receive(sip, this::answer));
    }

    ClientSettings settings() {
        return ClientSettings.to("sip:" + address.getHostAddress() + ":" + sip.getLocalPort())
                .from(address.getHostAddress());
    }

    List<SipMessage> requests(String method) {
        return requests.stream()
                .filter(request -> !request.isResponse() && request.method().equals(method))
                .toList();
    }

    /** Sends a request of its own within the dialog of the first INVITE. */
    void send(String method) throws IOException {
        SipMessage invite = requests("INVITE").getFirst();
        byte[] bytes = SipMessage.request(method, "sip:src@127.0.0.1")
                .header("Via", "SIP/2.0/UDP " + address.getHostAddress() + ";branch=z9hG4bKsrs" + method)
                .header("From", invite.value("To") + ";tag=srs")
                .header("To", invite.value("From"))
                .header("Call-ID", invite.value("Call-ID"))
                .header("CSeq", "1 " + method)
                .build()
                .bytes();
        sip.send(new DatagramPacket(bytes, bytes.length, lastSource));
    }

    private void answer(DatagramPacket datagram) {
        SipMessage message = SipMessage.parse(bytes(datagram)).orElseThrow();
        lastSource = datagram.getSocketAddress();
        requests.add(message);
        int status = message.isResponse() || message.method().equals("ACK") ? 0 : script.apply(message);
        if (status == 0) {
            return;
        }
        SipMessage.Draft answer =
                SipMessage.response(message, status, "As Told").header("Retry-After", "7");
        if (message.method().equals("INVITE") && status == 200) {
            answer.header("Contact", "<sip:srs@" + address.getHostAddress() + ":" + sip.getLocalPort() + ">;+sip.srs")
                    .body("application/sdp", sdp().getBytes(StandardCharsets.UTF_8));
        }
        byte[] bytes = answer.build().bytes();
        try {
            sip.send(new DatagramPacket(bytes, bytes.length, lastSource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sdp() {
        StringBuilder sdp = new StringBuilder("v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 ")
                .append(address.getHostAddress())
                .append("\r\nt=0 0\r\n");
        rtp.forEach(socket -> sdp.append("m=audio %d RTP/AVP 0\r\na=recvonly\r\n".formatted(socket.getLocalPort())));
        return sdp.toString();
    }

    private interface Taker {
        void take(DatagramPacket packet);
    }

    private static void receive(DatagramSocket socket, Taker taker) {
        byte[] buffer = new byte[65_535];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                taker.take(packet);
            } catch (SocketException closed) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] bytes(DatagramPacket packet) {
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Override
    public void close() {
        sip.close();
        rtp.forEach(DatagramSocket::close);
        threads.close();
    }
}
