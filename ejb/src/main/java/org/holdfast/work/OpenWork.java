package org.holdfast.work;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Work that is not done, as an operator sees it. Immutable.
 *
 * @param kind as stored; may be one that only a later release knows
 * @param attempts tries so far
 * @param createdAt since when there is this work
 * @param at when it was given up or set aside, when it was last claimed to run until, or when it is next due
 * @param because what the last try met; null when there was none or it was not asked yet
 * @param byWhom who set it aside
 */
public record OpenWork(
        UUID id,
        UUID recordingId,
        String kind,
        State state,
        String node,
        int attempts,
        Instant createdAt,
        Instant at,
        @Nullable String because,
        @Nullable String byWhom) {

    /** Where it stands; in the order of urgency. */
    public enum State {
        /** It will not be tried again unless somebody says so. */
        GIVEN_UP,
        /** Somebody works on it and holds its lease. */
        RUNNING,
        /** It is due now or later. */
        WAITING,
        /** Given up, and somebody has seen that it will never be done. */
        SET_ASIDE
    }
}
