package org.holdfast.media.timeline;

import java.time.Duration;

/**
 * Something that happened during a recording.
 *
 * @param at from the timeline's origin; never negative
 * @param lane channel number, or -1 when it concerns the whole recording
 * @param detail participant id, who paused, {@code PCMU to G722}, a duration: never a DTMF digit, which may be secret
 */
public record TimelineEvent(Duration at, Kind kind, int lane, String detail) {

    /** What happened. */
    public enum Kind {
        JOINED,
        LEFT,
        HOLD,
        RESUMED_FROM_HOLD,
        PAUSED,
        RESUMED,
        CODEC_CHANGED,
        TELEPHONE_EVENT
    }
}
