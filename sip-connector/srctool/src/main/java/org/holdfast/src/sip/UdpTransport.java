package org.holdfast.src.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.util.Objects;
import java.util.concurrent.Executor;

/** SIP over UDP (RFC 3261 §18): a datagram is a message. Connected, so strangers are not heard. */
public final class UdpTransport implements SipTransport {
    private static final int LARGEST_DATAGRAM = 65_535;
    private static final int SOCKET_BUFFER = 4 << 20;

    private final DatagramChannel channel;
    private final InetSocketAddress local;

    private UdpTransport(DatagramChannel channel, InetSocketAddress local) {
        this.channel = channel;
        this.local = local;
    }

    /** Opens a socket on an ephemeral port of {@code bind} and starts to receive. */
    public static UdpTransport open(InetAddress bind, InetSocketAddress srs, Executor threads, Receiver receiver)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER);
        channel.bind(new InetSocketAddress(bind, 0));
        channel.connect(srs);
        InetSocketAddress local = (InetSocketAddress) Objects.requireNonNull(channel.getLocalAddress());
        UdpTransport transport = new UdpTransport(channel, local);
        threads.execute(() -> transport.receive(receiver));
        return transport;
    }

    private void receive(Receiver receiver) {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_DATAGRAM);
        while (channel.isOpen()) {
            try {
                buffer.clear();
                channel.read(buffer);
                byte[] message = new byte[buffer.flip().remaining()];
                buffer.get(message);
                receiver.received(message);
            } catch (PortUnreachableException nobodyThereYet) {
                continue; // the transaction's own time-out decides
            } catch (ClosedChannelException closed) {
                return;
            } catch (IOException broken) {
                close();
            }
        }
    }

    @Override
    public void send(byte[] message) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(message));
        } catch (PortUnreachableException fromAnEarlierDatagram) {
            channel.write(ByteBuffer.wrap(message));
        }
    }

    @Override
    public boolean reliable() {
        return false;
    }

    @Override
    public String name() {
        return "UDP";
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public void close() {
        Sockets.closeQuietly(channel);
    }
}
