package org.holdfast.media.rtp;

import java.nio.ByteBuffer;

/**
 * Walks through the packets of a compound RTCP datagram in place (RFC 3550 §6.1). Re-pointed at each datagram by its one
 * thread; never kept.
 *
 * <pre>
 * {@code RtcpPacket packet = ...; if (packet.wrap(datagram)) do { ... } while (packet.next()); }
 * </pre>
 */
public final class RtcpPacket {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int SOURCE_DESCRIPTION = 202;
    public static final int BYE = 203;

    /** Lowest and highest packet type that tell RTCP from RTP on one port (RFC 5761 §4). */
    private static final int LOWEST_TYPE = 192;

    private static final int HIGHEST_TYPE = 223;
    private static final int HEADER_BYTES = 8;
    private static final int SENDER_REPORT_BYTES = 28;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer datagram = NOTHING;
    private int start;
    private int end;

    /** Whether the bytes between position and limit look like RTCP rather than RTP (RFC 5761 §4). */
    public static boolean looksLikeControl(ByteBuffer received) {
        int at = received.position();
        if (received.limit() - at < HEADER_BYTES || (received.get(at) & 0xc0) != 0x80) {
            return false;
        }
        int type = received.get(at + 1) & 0xff;
        return type >= LOWEST_TYPE && type <= HIGHEST_TYPE;
    }

    /** Points at the first packet; false when the bytes are not RTCP. */
    public boolean wrap(ByteBuffer received) {
        datagram = received;
        start = received.position();
        end = received.limit();
        return looksLikeControl(received);
    }

    /** Moves on to the next packet; false when there is none, or what follows is not one. */
    public boolean next() {
        start += 4 + 4 * (datagram.getShort(start + 2) & 0xffff);
        return end - start >= 4 && (datagram.get(start) & 0xc0) == 0x80;
    }

    public int type() {
        return datagram.get(start + 1) & 0xff;
    }

    /** Whether this is a sender report that is all there. */
    public boolean isSenderReport() {
        return type() == SENDER_REPORT && end - start >= SENDER_REPORT_BYTES;
    }

    /** Of a sender or receiver report; unsigned 32 bits. */
    public long senderSsrc() {
        return datagram.getInt(start + 4) & 0xffff_ffffL;
    }

    /** Of a sender report: seconds since 1900 in the upper, their fraction in the lower half. */
    public long ntpTimestamp() {
        return datagram.getLong(start + 8);
    }

    /** Of a sender report: the RTP timestamp of the same instant; unsigned 32 bits. */
    public long rtpTimestamp() {
        return datagram.getInt(start + 16) & 0xffff_ffffL;
    }
}
