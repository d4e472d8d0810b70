package org.holdfast.share;

import java.time.Instant;
import java.util.UUID;

/** A link that still holds, without its secret, which is known to nobody any more. Immutable. */
public record KnownLink(UUID id, String author, UUID authorId, long offsetMs, Instant expiresAt) {}
