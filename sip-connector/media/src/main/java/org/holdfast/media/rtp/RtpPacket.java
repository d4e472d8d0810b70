package org.holdfast.media.rtp;

import java.nio.ByteBuffer;

/**
 * Reads an RTP packet in place (RFC 3550 §5.1). Re-pointed at each datagram by its one thread; never kept.
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * |           synchronization source (SSRC) identifier            |
 * |            contributing source (CSRC) identifiers, CC times   |
 * |  if X: defined by profile     |  length in 32-bit words       |
 * |                       header extension                        |
 * |                            payload                            |
 * |                                         if P: padding | count |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpPacket {
    public static final int FIXED_HEADER_BYTES = 12;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer datagram = NOTHING;
    private int start;
    private int end;

    /**
     * Points at the bytes between position and limit, which must be big-endian and stay untouched.
     *
     * @return false, rather than an exception, for what is not RTP: strangers may send us anything
     */
    public boolean wrap(ByteBuffer received) {
        datagram = received;
        start = received.position();
        end = received.limit();
        return end - start >= FIXED_HEADER_BYTES && (first() & 0xc0) == 0x80;
    }

    public boolean hasPadding() {
        return (first() & 0x20) != 0;
    }

    public boolean hasExtension() {
        return (first() & 0x10) != 0;
    }

    public boolean marker() {
        return (datagram.get(start + 1) & 0x80) != 0;
    }

    public int payloadType() {
        return datagram.get(start + 1) & 0x7f;
    }

    public int sequenceNumber() {
        return datagram.getShort(start + 2) & 0xffff;
    }

    /** Unsigned 32 bits. */
    public long timestamp() {
        return datagram.getInt(start + 4) & 0xffff_ffffL;
    }

    /** Unsigned 32 bits. */
    public long ssrc() {
        return datagram.getInt(start + 8) & 0xffff_ffffL;
    }

    /** Where the payload begins, an absolute index of the wrapped buffer; its end when CSRCs and extension do not fit. */
    public int payloadOffset() {
        int offset = start + FIXED_HEADER_BYTES + 4 * (first() & 0x0f);
        if (hasExtension()) {
            offset = offset + 4 > end ? end : offset + 4 + 4 * (datagram.getShort(offset + 2) & 0xffff);
        }
        return Math.min(offset, end);
    }

    /** 0 also when CSRCs, extension and padding claim more than there is. */
    public int payloadLength() {
        int padding = hasPadding() ? datagram.get(end - 1) & 0xff : 0;
        return Math.max(0, end - padding - payloadOffset());
    }

    /** The payload without CSRCs, extension and padding: a view, valid as long as the datagram. */
    public ByteBuffer payload() {
        return datagram.slice(payloadOffset(), payloadLength());
    }

    private int first() {
        return datagram.get(start) & 0xff;
    }
}
