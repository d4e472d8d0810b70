package org.holdfast.webhook;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One event on its way to one webhook. Immutable.
 *
 * @param state {@code WAITING}, {@code DONE} or {@code GIVEN_UP}
 * @param status what the other side answered last; null when it did not
 * @param because why the last try failed; empty when it did not
 */
public record KnownDelivery(
        UUID id,
        UUID eventId,
        EventKind kind,
        String state,
        int attempts,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant finishedAt,
        @Nullable Integer status,
        String because) {}
