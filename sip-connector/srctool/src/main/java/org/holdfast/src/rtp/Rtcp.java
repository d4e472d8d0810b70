package org.holdfast.src.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The RTCP an SRC owes and reads (RFC 3550 §6): sender reports with CNAME, BYE; receiver reports counted. One thread. */
final class Rtcp {
    private static final int SENDER_REPORT = 200;
    private static final int RECEIVER_REPORT = 201;
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int GOODBYE = 203;
    private static final long NTP_EPOCH_OFFSET = 2_208_988_800L;
    private static final byte[] CNAME = "holdfast-src".getBytes(StandardCharsets.US_ASCII);

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1_500);

    /** What a sender report says. */
    record Sent(int ssrc, int timestamp, long packets, long octets) {}

    /** Sends a compound packet: SR, SDES and, when it is the {@code last}, BYE. A report that cannot be sent is left out. */
    void send(DatagramChannel channel, InetSocketAddress to, Sent sent, Instant now, boolean last) {
        long fraction = ((long) now.getNano() << 32) / 1_000_000_000L;
        buffer.clear().put((byte) 0x80).put((byte) SENDER_REPORT).putShort((short) 6);
        buffer.putInt(sent.ssrc())
                .putInt((int) (now.getEpochSecond() + NTP_EPOCH_OFFSET))
                .putInt((int) fraction);
        buffer.putInt(sent.timestamp()).putInt((int) sent.packets()).putInt((int) sent.octets());
        int padded = (4 + 2 + CNAME.length + 1 + 3) / 4 * 4;
        buffer.put((byte) 0x81).put((byte) SOURCE_DESCRIPTION).putShort((short) (padded / 4));
        buffer.putInt(sent.ssrc()).put((byte) 1).put((byte) CNAME.length).put(CNAME);
        for (int i = 4 + 2 + CNAME.length; i < padded; i++) {
            buffer.put((byte) 0);
        }
        if (last) {
            buffer.put((byte) 0x81).put((byte) GOODBYE).putShort((short) 1).putInt(sent.ssrc());
        }
        try {
            channel.send(buffer.flip(), to);
        } catch (IOException unreachable) {
            buffer.clear();
        }
    }

    /** Reads what has arrived and counts the receiver reports in it. */
    int receiverReports(DatagramChannel channel) {
        int reports = 0;
        try {
            while (channel.receive(buffer.clear()) != null) {
                reports += count(buffer.flip());
            }
        } catch (IOException unreachable) {
            buffer.clear();
        }
        return reports;
    }

    private static int count(ByteBuffer compound) {
        int reports = 0;
        int at = 0;
        while (at + 4 <= compound.limit()) {
            reports += (compound.get(at + 1) & 0xff) == RECEIVER_REPORT ? 1 : 0;
            at += 4 * ((compound.getShort(at + 2) & 0xffff) + 1);
        }
        return reports;
    }
}
