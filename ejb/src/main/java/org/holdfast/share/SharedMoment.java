package org.holdfast.share;

import java.time.Duration;
import java.util.UUID;

/** A moment of a recording. Immutable. */
public record SharedMoment(UUID recordingId, Duration at) {
    private static final Duration LONGEST = Duration.ofDays(30);

    public SharedMoment {
        if (at.isNegative() || at.compareTo(LONGEST) > 0) {
            at = Duration.ZERO;
        }
    }
}
