package org.holdfast.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to show; null means any. Immutable.
 *
 * @param actor login of who did it, whatever its case
 * @param object kind of thing, or the id of one
 * @param cursor from {@link AuditPage}, of the same query
 */
public record AuditQuery(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String actor,
        @Nullable AuditAction action,
        @Nullable String object,
        int limit,
        @Nullable String cursor) {
    /** The most entries of a page. */
    public static final int MOST = 1000;

    public AuditQuery {
        limit = Math.clamp(limit, 1, MOST);
    }

    /** The same, from there on. */
    public AuditQuery at(@Nullable String place) {
        return new AuditQuery(from, to, actor, action, object, limit, place);
    }
}
