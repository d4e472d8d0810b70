package org.holdfast.connector.capture;

import java.time.Clock;
import java.time.Instant;
import org.holdfast.connector.capture.socket.Received;
import org.holdfast.media.journal.DatagramBatch;
import org.holdfast.media.rtp.RtcpPacket;
import org.holdfast.media.rtp.RtpPacket;

/** What a receiver thread works with, made once and reused for every visit. Owned by that thread. */
record Workbench(
        Received received, DatagramBatch batch, RtpPacket rtp, RtcpPacket rtcp, CaptureCounters counters, Clock clock) {

    static Workbench of(CaptureCounters counters, Clock clock) {
        Received received = new Received();
        DatagramBatch batch = new DatagramBatch(received.memory(), Received.SLOTS);
        return new Workbench(received, batch, new RtpPacket(), new RtcpPacket(), counters, clock);
    }

    /** Wall time in nanoseconds since 1970 UTC. */
    static long wallNanos(Clock clock) {
        Instant now = clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }
}
