package org.holdfast.src.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.atomic.AtomicInteger;

/** An even RTP port and the odd RTCP port above it (RFC 3550 §11), both ours and non-blocking. */
record PortPair(int port, DatagramChannel rtp, DatagramChannel rtcp) implements AutoCloseable {

    /** Hands out pairs of one address upwards from a lowest port, passing over what others hold. Thread-safe. */
    static final class Range {
        private static final int HIGHEST = 65_534;

        private final InetAddress address;
        private final int low;
        private final AtomicInteger next;

        Range(InetAddress address, int low) {
            this.address = address;
            this.low = low + (low & 1);
            this.next = new AtomicInteger(this.low);
        }

        PortPair open() throws IOException {
            for (int tries = 0; tries < (HIGHEST - low) / 2; tries++) {
                int port = next.getAndUpdate(at -> at + 2 > HIGHEST ? low : at + 2);
                try {
                    return bind(port);
                } catch (BindException taken) {
                    continue;
                }
            }
            throw new BindException("no free pair of ports from " + low + " up on " + address.getHostAddress());
        }

        private PortPair bind(int port) throws IOException {
            DatagramChannel rtp = bound(port);
            try {
                return new PortPair(port, rtp, bound(port + 1));
            } catch (IOException taken) {
                rtp.close();
                throw taken;
            }
        }

        private DatagramChannel bound(int port) throws IOException {
            DatagramChannel channel = DatagramChannel.open();
            try {
                channel.configureBlocking(false);
                return channel.bind(new InetSocketAddress(address, port));
            } catch (IOException taken) {
                channel.close();
                throw taken;
            }
        }
    }

    @Override
    public void close() {
        try (rtp;
                rtcp) {
            assert rtp.isOpen();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close port " + port, e);
        }
    }
}
