package org.holdfast.media.rtp;

/**
 * What was received of one SSRC, counted as RFC 3550 §A.1, §A.3 and §A.8 count it, save that no source is on probation: a
 * recorder keeps the first packet too. Owned by one thread; allocates nothing.
 */
public final class ReceptionStatistics {
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int SEQUENCE_CYCLE = 1 << 16;
    private static final int NOWHERE = SEQUENCE_CYCLE + 1;
    private static final long MAX_CUMULATIVE_LOSS = 0x7f_ffff;
    private static final long MIN_CUMULATIVE_LOSS = -0x80_0000;

    private long ssrc;
    private long base;
    private long highest;
    private int expectedAfterJump;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private int transit;
    private boolean hasTransit;
    private int jitterTimes16;
    private long senderReport;
    private long senderReportArrival;

    /** Begins anew with the first packet of a source. */
    public void begin(long source, int sequenceNumber) {
        ssrc = source;
        hasTransit = false;
        jitterTimes16 = 0;
        senderReport = 0;
        restart(sequenceNumber);
    }

    private void restart(int sequenceNumber) {
        base = sequenceNumber;
        highest = (long) sequenceNumber - 1;
        expectedAfterJump = NOWHERE;
        received = 0;
        expectedBefore = 0;
        receivedBefore = 0;
    }

    /**
     * Counts a packet.
     *
     * @param clockRate of its payload type; 0 when not known: it then does not count for jitter
     */
    public void received(int sequenceNumber, long timestamp, long arrivalNanos, int clockRate) {
        int step = (sequenceNumber - (int) highest) & 0xffff;
        if (step < MAX_DROPOUT) {
            highest += step;
        } else if (step <= SEQUENCE_CYCLE - MAX_MISORDER) {
            if (sequenceNumber != expectedAfterJump) {
                expectedAfterJump = (sequenceNumber + 1) & 0xffff;
                return;
            }
            restart(sequenceNumber);
            highest = sequenceNumber;
        }
        received++;
        if (clockRate > 0) {
            jitter(timestamp, arrivalNanos, clockRate);
        }
    }

    private void jitter(long timestamp, long arrivalNanos, int clockRate) {
        long arrival =
                arrivalNanos / 1_000_000_000L * clockRate + arrivalNanos % 1_000_000_000L * clockRate / 1_000_000_000L;
        int now = (int) (arrival - timestamp);
        if (hasTransit) {
            int difference = Math.abs(now - transit);
            jitterTimes16 += difference - ((jitterTimes16 + 8) >> 4);
        }
        transit = now;
        hasTransit = true;
    }

    /** Notes a sender report of this source (RFC 3550 §6.4.1). */
    public void senderReport(long ntpTimestamp, long arrivalNanos) {
        senderReport = (ntpTimestamp >>> 16) & 0xffff_ffffL;
        senderReportArrival = arrivalNanos;
    }

    public long ssrc() {
        return ssrc;
    }

    public long packets() {
        return received;
    }

    /** Cycles in the upper, highest sequence number received in the lower 16 bits. */
    public long extendedHighest() {
        return highest;
    }

    private long expected() {
        return highest - base + 1;
    }

    /** Expected less received, negative with duplicates, within 24 bits. */
    public int cumulativeLoss() {
        return (int) Math.max(MIN_CUMULATIVE_LOSS, Math.min(MAX_CUMULATIVE_LOSS, expected() - received));
    }

    /** Loss since this was last asked, in 256ths. */
    public int fractionLostSinceLast() {
        long expected = expected() - expectedBefore;
        long lost = expected - (received - receivedBefore);
        expectedBefore = expected();
        receivedBefore = received;
        return expected == 0 || lost <= 0 ? 0 : (int) Math.min(255, (lost << 8) / expected);
    }

    /** In units of the source's timestamps. */
    public int interarrivalJitter() {
        return jitterTimes16 >> 4;
    }

    /** Middle 32 bits of the NTP time of the last sender report, 0 when there was none. */
    public long lastSenderReport() {
        return senderReport;
    }

    /** In units of 1/65536 s, 0 when there was no sender report. */
    public long delaySinceLastSenderReport(long nowNanos) {
        if (senderReport == 0) {
            return 0;
        }
        long delay = Math.max(0, nowNanos - senderReportArrival);
        return Math.min(
                0xffff_ffffL, delay / 1_000_000_000L * 65_536 + delay % 1_000_000_000L * 65_536 / 1_000_000_000L);
    }
}
