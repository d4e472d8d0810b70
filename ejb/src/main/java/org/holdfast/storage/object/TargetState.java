package org.holdfast.storage.object;

import java.time.Instant;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * How a storage target fares. Immutable.
 *
 * @param place what media copies call it, or {@code none} when there is no target
 * @param address bucket and endpoint, no secret
 * @param failures in a row, 0 when the last try succeeded
 * @param failure what the last one means and what the store said, or nothing
 * @param failingSince when the first of these failures in a row was, or null
 * @param pausedUntil when it is asked again, or null when it may be asked now
 */
public record TargetState(
        String place,
        String address,
        int failures,
        Wording failure,
        @Nullable Instant lastSuccess,
        @Nullable Instant lastFailure,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil) {

    public boolean isWell() {
        return failures == 0;
    }

    /** What the last failure means, in English; empty after a success. */
    public String explained() {
        return failure.english();
    }
}
