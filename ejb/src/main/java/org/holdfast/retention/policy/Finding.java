package org.holdfast.retention.policy;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A recording that is due. Immutable.
 *
 * @param outcome {@code gone}, {@code held}, {@code locked} or {@code failed}; of a dry run: what would become of it
 * @param because why it is due
 * @param prevented why it stays all the same; null when it goes
 */
public record Finding(
        UUID recordingId,
        Instant startedAt,
        long durationMs,
        long bytes,
        UUID policyId,
        String policy,
        String outcome,
        String because,
        @Nullable String prevented) {}
