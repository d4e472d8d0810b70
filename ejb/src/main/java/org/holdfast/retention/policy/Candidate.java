package org.holdfast.retention.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.holdfast.recording.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What a policy may ask of a recording. Immutable.
 *
 * @param groups of the users whose it is
 * @param tags in lower case
 * @param bytes of all its copies
 * @param mine whether this node looks after it
 * @param condemned its deletion was decided, and did not get to its end
 * @param guards what may stand against its deletion
 */
record Candidate(
        UUID id,
        Instant startedAt,
        Instant endedAt,
        Duration duration,
        @Nullable Verdict verdict,
        Set<UUID> groups,
        Set<String> tags,
        long bytes,
        boolean mine,
        boolean condemned,
        Guards guards) {

    /** A legal hold, with its reason, and the moment an object of it is locked until. */
    record Guards(@Nullable String hold, @Nullable Instant lockedUntil) {}
}
