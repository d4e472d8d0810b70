package org.holdfast.connector.capture.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sockets read when a selector says so, one datagram a call: works everywhere. Arrival is when the datagram was read, which
 * is why this network must not wait for a clock.
 */
public final class NioNetwork implements MediaNetwork {
    private static final int VIDEO_BUFFER_BYTES = 1 << 20;

    private final Selector selector;
    private final Clock clock;

    /** Opens a selector. */
    public NioNetwork(Clock clock) throws IOException {
        selector = Selector.open();
        this.clock = clock;
    }

    @Override
    public MediaSocket open(InetAddress address, int port, Object owner) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address instanceof Inet6Address ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.bind(new InetSocketAddress(address, port)).configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, owner);
            selector.wakeup();
            return new NioSocket(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public boolean stampsArrivals() {
        return false;
    }

    @Override
    public void await(long nanos, Consumer<Object> ready) throws IOException {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        selector.select(key -> ready.accept(Objects.requireNonNull(key.attachment())), millis);
    }

    @Override
    public void wakeUp() {
        selector.wakeup();
    }

    @Override
    public void close() {
        try {
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One channel. */
    private final class NioSocket implements MediaSocket {
        private final DatagramChannel channel;

        NioSocket(DatagramChannel channel) {
            this.channel = channel;
        }

        @Override
        public void receive(Received into) throws IOException {
            into.count = 0;
            into.overflowed = 0;
            while (into.count < Received.SLOTS) {
                ByteBuffer slot = into.slot(into.count);
                InetSocketAddress source = (InetSocketAddress) channel.receive(slot);
                if (source == null) {
                    return;
                }
                Instant now = clock.instant();
                into.lengths[into.count] = slot.position();
                into.arrivals[into.count] = now.getEpochSecond() * 1_000_000_000L + now.getNano();
                into.source(into.count, source);
                into.count++;
            }
        }

        @Override
        public void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            channel.send(datagram, to);
        }

        @Override
        public void enlargeBuffer() {
            try {
                channel.setOption(StandardSocketOptions.SO_RCVBUF, VIDEO_BUFFER_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
                selector.selectNow();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
