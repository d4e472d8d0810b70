package org.holdfast.connector.capture.socket;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sockets read by {@code recvmmsg}, several datagrams a call, whenever their thread's clock says so; the kernel's receive
 * time stamps keep arrival times exact although nobody was waiting.
 *
 * <p>The message vector, of {@link Received#SLOTS} entries, is laid out once and points into the {@link Received} memory, so
 * a network always receives into the one it was made for.
 */
public final class NativeNetwork implements MediaNetwork {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;
    private static final ValueLayout.OfShort NETWORK_SHORT = SHORT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt NETWORK_INT = INT.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong NETWORK_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    // struct mmsghdr { struct msghdr { name, namelen, iov, iovlen, control, controllen, flags }; msg_len }
    private static final int MESSAGE_BYTES = 64;
    private static final int NAME_LENGTH = 8;
    private static final int IOV = 16;
    private static final int IOV_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int MESSAGE_LENGTH = 56;

    private static final int NAME_BYTES = 32;
    private static final int CONTROL_BYTES = 64;
    private static final int IOV_BYTES = 16;

    // struct cmsghdr { long len; int level; int type; data }; the time stamp's timespec fills 16 bytes, a drop count 4
    // of 8
    private static final int STAMP_BYTES = 32;
    private static final int VIDEO_BUFFER_BYTES = 1 << 20;

    private final Received received;
    private final Clock clock;
    private final Arena arena = Arena.ofAuto();
    private final MemorySegment state = arena.allocate(LinuxSockets.CALL_STATE);
    private final MemorySegment messages = arena.allocate((long) Received.SLOTS * MESSAGE_BYTES, 64);
    private final MemorySegment names = arena.allocate((long) Received.SLOTS * NAME_BYTES, 64);
    private final MemorySegment controls = arena.allocate((long) Received.SLOTS * CONTROL_BYTES, 64);
    private final MemorySegment vectors = arena.allocate((long) Received.SLOTS * IOV_BYTES, 64);
    private volatile @Nullable Thread waiting;

    /** A network that receives into the given memory only. */
    public NativeNetwork(Received received, Clock clock) {
        this.received = received;
        this.clock = clock;
        for (int i = 0; i < Received.SLOTS; i++) {
            long message = (long) i * MESSAGE_BYTES;
            vectors.set(LONG, (long) i * IOV_BYTES, received.memory().address() + received.offset(i));
            vectors.set(LONG, (long) i * IOV_BYTES + 8, Received.SLOT_BYTES);
            messages.set(LONG, message, names.address() + (long) i * NAME_BYTES);
            messages.set(LONG, message + IOV, vectors.address() + (long) i * IOV_BYTES);
            messages.set(LONG, message + IOV_COUNT, 1);
            messages.set(LONG, message + CONTROL, controls.address() + (long) i * CONTROL_BYTES);
            rearm(message);
        }
    }

    /** Whether this system and this process allow it. */
    public static boolean available() {
        return LinuxSockets.available();
    }

    /** The kernel writes how much of name and control it used; they are offered whole again. */
    private void rearm(long message) {
        messages.set(INT, message + NAME_LENGTH, LinuxSockets.SOCKADDR_IN6_BYTES);
        messages.set(LONG, message + CONTROL_LENGTH, CONTROL_BYTES);
    }

    @Override
    public MediaSocket open(InetAddress address, int port, Object owner) throws IOException {
        try (Arena calls = Arena.ofConfined()) {
            MemorySegment callState = calls.allocate(LinuxSockets.CALL_STATE);
            int fd = LinuxSockets.socket(callState, address instanceof Inet6Address);
            try {
                LinuxSockets.option(callState, fd, LinuxSockets.SO_TIMESTAMPNS, 1);
                LinuxSockets.option(callState, fd, LinuxSockets.SO_RXQ_OVFL, 1);
                LinuxSockets.bind(callState, fd, address, port);
                return new NativeSocket(fd, address instanceof Inet6Address);
            } catch (IOException | RuntimeException e) {
                LinuxSockets.close(callState, fd);
                throw e;
            }
        }
    }

    @Override
    public boolean stampsArrivals() {
        return true;
    }

    @Override
    public void await(long nanos, Consumer<Object> ready) {
        waiting = Thread.currentThread();
        LockSupport.parkNanos(this, nanos);
    }

    @Override
    public void wakeUp() {
        LockSupport.unpark(waiting);
    }

    @Override
    public void close() {
        waiting = null;
    }

    private void receive(int fd) throws IOException {
        int count = LinuxSockets.receive(state, fd, messages, Received.SLOTS);
        for (int i = 0; i < count; i++) {
            long message = (long) i * MESSAGE_BYTES;
            received.lengths[i] = messages.get(INT, message + MESSAGE_LENGTH);
            readSource(i);
            readControl(i, messages.get(LONG, message + CONTROL_LENGTH));
            rearm(message);
        }
        received.count = count;
    }

    private void readSource(int index) {
        long name = (long) index * NAME_BYTES;
        int port = names.get(NETWORK_SHORT, name + 2) & 0xffff;
        if (names.get(SHORT, name) == LinuxSockets.AF_INET) {
            received.v4Source(index, names.get(NETWORK_INT, name + 4), port);
        } else {
            received.highs[index] = names.get(NETWORK_LONG, name + 8);
            received.lows[index] = names.get(NETWORK_LONG, name + 16);
            received.ports[index] = port;
        }
    }

    private void readControl(int index, long length) {
        long control = (long) index * CONTROL_BYTES;
        boolean stamped = length >= STAMP_BYTES
                && controls.get(INT, control + 8) == LinuxSockets.SOL_SOCKET
                && controls.get(INT, control + 12) == LinuxSockets.SO_TIMESTAMPNS;
        received.arrivals[index] =
                stamped ? controls.get(LONG, control + 16) * 1_000_000_000L + controls.get(LONG, control + 24) : now();
        long second = control + STAMP_BYTES;
        if (stamped && length > STAMP_BYTES && controls.get(INT, second + 12) == LinuxSockets.SO_RXQ_OVFL) {
            received.overflowed = controls.get(INT, second + 16) & 0xffff_ffffL;
        }
    }

    private long now() {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** One file descriptor. */
    private final class NativeSocket implements MediaSocket {
        private final boolean v6;
        private int fd;
        private long overflowed;

        NativeSocket(int fd, boolean v6) {
            this.fd = fd;
            this.v6 = v6;
        }

        @Override
        public void receive(Received into) throws IOException {
            if (into != received) {
                throw new IllegalArgumentException("not the memory of this network");
            }
            received.overflowed = overflowed;
            NativeNetwork.this.receive(fd);
            overflowed = received.overflowed;
        }

        @Override
        public void send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
            try (Arena call = Arena.ofConfined()) {
                MemorySegment bytes = call.allocate(datagram.remaining());
                bytes.copyFrom(MemorySegment.ofBuffer(datagram));
                MemorySegment name = call.allocate(LinuxSockets.SOCKADDR_IN6_BYTES, 8);
                int nameBytes = LinuxSockets.putAddress(name, to.getAddress(), to.getPort(), v6);
                LinuxSockets.send(call.allocate(LinuxSockets.CALL_STATE), fd, bytes, name, nameBytes);
            }
        }

        @Override
        public void enlargeBuffer() {
            LinuxSockets.receiveBuffer(state, fd, VIDEO_BUFFER_BYTES);
        }

        @Override
        public void close() {
            if (fd >= 0) {
                LinuxSockets.close(state, fd);
                fd = -1;
            }
        }
    }
}
