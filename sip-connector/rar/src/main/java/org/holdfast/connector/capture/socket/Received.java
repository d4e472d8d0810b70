package org.holdfast.connector.capture.socket;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * The datagrams of one visit to one socket, in native memory. Reused for every visit by its one thread; allocates nothing
 * while receiving. Addresses are two longs, IPv4 ones mapped into IPv6 (RFC 4291 §2.5.5.2).
 */
public final class Received {
    public static final int SLOTS = 32;

    /** The longest UDP datagram, and a little more, so that the slots' beginnings do not share the same cache lines. */
    static final int SLOT_BYTES = 65_536 + 448;

    private static final long V4_MAPPED = 0x0000_ffff_0000_0000L;

    final int[] lengths = new int[SLOTS];
    final long[] arrivals = new long[SLOTS];
    final long[] highs = new long[SLOTS];
    final long[] lows = new long[SLOTS];
    final int[] ports = new int[SLOTS];
    int count;
    long overflowed;

    private final MemorySegment memory = Arena.ofAuto().allocate((long) SLOTS * SLOT_BYTES, 64);
    private final ByteBuffer[] slots = new ByteBuffer[SLOTS];

    public Received() {
        for (int i = 0; i < SLOTS; i++) {
            slots[i] = memory.asSlice(offset(i), SLOT_BYTES).asByteBuffer();
        }
    }

    public int count() {
        return count;
    }

    /** Whether the socket may hold more. */
    public boolean full() {
        return count == SLOTS;
    }

    public MemorySegment memory() {
        return memory;
    }

    public long offset(int index) {
        return (long) index * SLOT_BYTES;
    }

    public int length(int index) {
        return lengths[index];
    }

    /** Nanoseconds since 1970 UTC. */
    public long arrivalNanos(int index) {
        return arrivals[index];
    }

    /** The datagram between position and limit, big-endian; valid until the next visit. */
    public ByteBuffer datagram(int index) {
        return slots[index].limit(lengths[index]).position(0);
    }

    ByteBuffer slot(int index) {
        return slots[index].clear();
    }

    public long sourceHigh(int index) {
        return highs[index];
    }

    public long sourceLow(int index) {
        return lows[index];
    }

    public int sourcePort(int index) {
        return ports[index];
    }

    /** Datagrams the system has dropped at this socket because its buffer was full, since it was opened; 0 if unknown. */
    public long overflowed() {
        return overflowed;
    }

    void source(int index, InetSocketAddress source) {
        highs[index] = high(source.getAddress());
        lows[index] = low(source.getAddress());
        ports[index] = source.getPort();
    }

    void v4Source(int index, int address, int port) {
        highs[index] = 0;
        lows[index] = V4_MAPPED | (address & 0xffff_ffffL);
        ports[index] = port;
    }

    /** First half of an address. */
    public static long high(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 4 ? 0 : ByteBuffer.wrap(bytes).getLong();
    }

    /** Second half of an address. */
    public static long low(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return bytes.capacity() == 4 ? V4_MAPPED | (bytes.getInt() & 0xffff_ffffL) : bytes.getLong(8);
    }

    /** The address of two halves; a mapped one comes back as IPv4. */
    public static InetAddress address(long high, long low) {
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(16).putLong(high).putLong(low).array());
        } catch (UnknownHostException e) {
            throw new AssertionError("16 bytes are an address", e);
        }
    }
}
