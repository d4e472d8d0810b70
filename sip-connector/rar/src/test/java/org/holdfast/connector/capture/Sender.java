package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HexFormat;

/** One UDP socket of a pretended SRC. */
final class Sender implements AutoCloseable {
    private final DatagramChannel channel;

    Sender(String address) throws IOException {
        channel = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getByName(address), 0));
    }

    InetSocketAddress address() throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    /** What was sent, as hex. */
    String send(InetAddress to, int port, byte[] datagram) throws IOException {
        channel.send(ByteBuffer.wrap(datagram), new InetSocketAddress(to, port));
        return HexFormat.of().formatHex(datagram);
    }

    /** Waits for a datagram. */
    ByteBuffer receive() throws IOException {
        ByteBuffer datagram = ByteBuffer.allocate(2_048);
        channel.receive(datagram);
        return datagram.flip();
    }

    static byte[] rtp(int ssrc, int sequenceNumber, int payloadBytes) {
        ByteBuffer packet = ByteBuffer.allocate(12 + payloadBytes);
        packet.put((byte) 0x80).put((byte) 0).putShort((short) sequenceNumber);
        packet.putInt(sequenceNumber * 160).putInt(ssrc);
        while (packet.hasRemaining()) {
            packet.put((byte) (sequenceNumber * 31 + packet.position()));
        }
        return packet.array();
    }

    /** A sender report without blocks. */
    static byte[] senderReport(int ssrc, long ntp) {
        return ByteBuffer.allocate(28)
                .putInt(0x80c8_0006)
                .putInt(ssrc)
                .putLong(ntp)
                .putInt(160)
                .putInt(1)
                .putInt(160)
                .array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
