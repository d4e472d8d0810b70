package org.holdfast.remark;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A note as others see it. Immutable.
 *
 * @param offsetMs where in the recording; null: of the whole
 */
public record KnownNote(
        UUID id,
        String author,
        UUID authorId,
        Instant writtenAt,
        @Nullable Long offsetMs,
        String text) {}
