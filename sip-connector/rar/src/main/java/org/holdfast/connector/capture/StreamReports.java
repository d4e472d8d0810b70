package org.holdfast.connector.capture;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.media.rtp.ReceiverReportWriter;
import org.holdfast.media.rtp.ReceptionStatistics;
import org.holdfast.media.rtp.RtcpPacket;
import org.holdfast.media.rtp.RtpPacket;

/**
 * What one stream's receiver owes its sender: statistics for each SSRC and, about every 5 s, a report of them (RFC 3550
 * §6.2, §6.4.2). Owned by the receiver thread; allocates only for a report.
 */
final class StreamReports {
    private static final int MOST_SOURCES = 8;
    private static final long INTERVAL_NANOS = 5_000_000_000L;

    private final List<ReceptionStatistics> sources = new ArrayList<>(MOST_SOURCES);
    private final List<ReceptionStatistics> heard = new ArrayList<>(MOST_SOURCES);
    private final int[] clockRates = staticClockRates();
    private final ReceiverReportWriter writer;
    private long due;
    private int oldest;

    StreamReports(String cname, long nowNanos) {
        writer = new ReceiverReportWriter(ThreadLocalRandom.current().nextInt(), cname);
        due = nowNanos + interval() / 2; // the first comes sooner, RFC 3550 §6.2
    }

    /** RFC 3551 §6; 0 where the number says nothing. */
    private static int[] staticClockRates() {
        int[] rates = new int[128];
        Arrays.fill(rates, 0, 24, 8_000);
        rates[6] = 16_000;
        rates[10] = 44_100;
        rates[11] = 44_100;
        rates[14] = 90_000;
        rates[16] = 11_025;
        rates[17] = 22_050;
        Arrays.fill(rates, 24, 35, 90_000);
        return rates;
    }

    void clockRate(int payloadType, int clockRate) {
        if (payloadType >= 0 && payloadType < clockRates.length) {
            clockRates[payloadType] = clockRate;
        }
    }

    void received(RtpPacket packet, long arrivalNanos) {
        ReceptionStatistics source = source(packet.ssrc(), packet.sequenceNumber());
        source.received(packet.sequenceNumber(), packet.timestamp(), arrivalNanos, clockRates[packet.payloadType()]);
    }

    private ReceptionStatistics source(long ssrc, int sequenceNumber) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).ssrc() == ssrc) {
                return heard(sources.get(i));
            }
        }
        ReceptionStatistics source = sources.size() < MOST_SOURCES ? added() : sources.get(oldest);
        oldest = (oldest + 1) % MOST_SOURCES;
        source.begin(ssrc, sequenceNumber);
        return heard(source);
    }

    private ReceptionStatistics added() {
        ReceptionStatistics source = new ReceptionStatistics();
        sources.add(source);
        return source;
    }

    private ReceptionStatistics heard(ReceptionStatistics source) {
        if (!heard.contains(source)) {
            heard.add(source);
        }
        return source;
    }

    /** Notes the sender reports of a compound packet. */
    void control(RtcpPacket packet, long arrivalNanos) {
        do {
            if (packet.isSenderReport()) {
                senderReport(packet.senderSsrc(), packet.ntpTimestamp(), arrivalNanos);
            }
        } while (packet.next());
    }

    private void senderReport(long ssrc, long ntpTimestamp, long arrivalNanos) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).ssrc() == ssrc) {
                sources.get(i).senderReport(ntpTimestamp, arrivalNanos);
            }
        }
    }

    boolean due(long nowNanos) {
        return nowNanos - due >= 0;
    }

    /** The report that is due, of what was heard since the last. */
    ByteBuffer report(long nowNanos, long wallNanos) {
        due = nowNanos + interval();
        ByteBuffer report = writer.write(heard, wallNanos);
        heard.clear();
        return report;
    }

    /** Between half and one and a half of the mean, so that receivers do not fall into step. */
    private static long interval() {
        return INTERVAL_NANOS / 2 + ThreadLocalRandom.current().nextLong(INTERVAL_NANOS);
    }
}
