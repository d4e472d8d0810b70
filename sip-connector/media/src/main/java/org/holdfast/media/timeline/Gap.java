package org.holdfast.media.timeline;

import java.time.Duration;

/**
 * Known absence of media on one lane. Times count from the timeline's origin.
 *
 * @param lane channel number, from 0
 */
public record Gap(int lane, Duration from, Duration until, Cause cause) {

    /** Why media is absent. Silence, which is audio, and silence suppression, which is the sender's wish, are no gaps. */
    public enum Cause {
        /** Sequence numbers are missing: sent, never received. */
        LOSS,
        /** The SRC put the stream on hold and sent nothing. */
        HOLD,
        /** The recorder discarded media on request. */
        PAUSE,
        /** The recorder was not running. */
        RESTART
    }
}
