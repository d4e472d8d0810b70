package org.holdfast.erasure;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as others may see it. Immutable.
 *
 * @param reference under which the one who asked is known elsewhere
 * @param state word of {@link ErasureState}
 * @param recordings how many it concerns
 * @param gone how many of them are gone
 * @param prevented how many of them stay
 * @param digest hash of the report's last line; empty until it ended
 */
public record KnownErasure(
        UUID id,
        String reference,
        String state,
        int recordings,
        int gone,
        int prevented,
        String requestedBy,
        Instant requestedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable Instant endedAt,
        String digest) {}
