package org.holdfast.media.timeline;

import java.nio.ByteBuffer;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.timeline.run.PayloadFormats;
import org.holdfast.media.timeline.run.RunPlacement;

/**
 * One RTP packet with its place.
 *
 * @param channel lane it is on
 * @param run number of the run; sequence numbers and timestamps can be compared within it
 * @param sequence extended sequence number
 * @param timestamp extended timestamp
 * @param ticks timestamp units it lasts, as far as the stream's habit tells
 * @param payload without header, extension and padding; a copy of its own
 */
public record MediaPacket(
        int channel,
        int run,
        long sequence,
        long timestamp,
        int ticks,
        PayloadFormat format,
        RunPlacement placement,
        ByteBuffer payload) {

    /** True for comfort noise (RFC 3389): time that passes without speech. */
    public boolean isComfortNoise() {
        return PayloadFormats.isComfortNoise(format);
    }

    boolean isTelephoneEvent() {
        return PayloadFormats.isTelephoneEvent(format);
    }

    /** First nanosecond since the timeline's origin. */
    public long fromNanos() {
        return placement.nanos(sequence, timestamp);
    }

    long untilNanos() {
        return placement.nanos(sequence, timestamp + ticks);
    }
}
