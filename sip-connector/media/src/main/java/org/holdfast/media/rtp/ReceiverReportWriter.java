package org.holdfast.media.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes the compound packet a receiver owes its senders: receiver report and CNAME (RFC 3550 §6.1, §6.4.2, §6.5.1).
 * Immutable.
 *
 * @param ssrc of the receiver itself
 * @param cname of the receiver, at most 255 bytes of UTF-8
 */
public record ReceiverReportWriter(int ssrc, String cname) {
    private static final int MOST_BLOCKS = 31;
    private static final int BLOCK_WORDS = 6;
    private static final int CNAME_ITEM = 1;
    private static final int VERSION_2 = 0x80;

    public ReceiverReportWriter {
        if (cname.getBytes(StandardCharsets.UTF_8).length > 255) {
            throw new IllegalArgumentException("a CNAME has at most 255 bytes");
        }
    }

    /**
     * The report on the given sources, ready to be sent. Asks each for its loss since the last report, so write it only once.
     *
     * @param nowNanos in the time of the sources' arrivals
     */
    public ByteBuffer write(List<ReceptionStatistics> sources, long nowNanos) {
        int blocks = Math.min(sources.size(), MOST_BLOCKS);
        byte[] name = cname.getBytes(StandardCharsets.UTF_8);
        int chunkBytes = (4 + 2 + name.length + 1 + 3) & ~3; // SSRC, item header, text, at least one zero
        ByteBuffer report = ByteBuffer.allocate(8 + 4 * BLOCK_WORDS * blocks + 4 + chunkBytes);
        report.put((byte) (VERSION_2 | blocks)).put((byte) RtcpPacket.RECEIVER_REPORT);
        report.putShort((short) (1 + BLOCK_WORDS * blocks)).putInt(ssrc);
        for (ReceptionStatistics source : sources.subList(0, blocks)) {
            writeBlock(report, source, nowNanos);
        }
        report.put((byte) (VERSION_2 | 1)).put((byte) RtcpPacket.SOURCE_DESCRIPTION);
        report.putShort((short) (chunkBytes / 4)).putInt(ssrc);
        report.put((byte) CNAME_ITEM).put((byte) name.length).put(name);
        return report.rewind();
    }

    private static void writeBlock(ByteBuffer report, ReceptionStatistics source, long nowNanos) {
        report.putInt((int) source.ssrc());
        report.putInt(source.fractionLostSinceLast() << 24 | (source.cumulativeLoss() & 0xff_ffff));
        report.putInt((int) source.extendedHighest());
        report.putInt(source.interarrivalJitter());
        report.putInt((int) source.lastSenderReport());
        report.putInt((int) source.delaySinceLastSenderReport(nowNanos));
    }
}
