package org.holdfast.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to remember. Immutable.
 *
 * @param object kind of thing concerned, e.g. {@code recording}, {@code user}
 * @param objectId which one; empty when none in particular
 * @param before what it was, for changes
 * @param after what it became
 */
public record AuditEvent(
        Actor actor,
        AuditAction action,
        String object,
        String objectId,
        String detail,
        @Nullable String before,
        @Nullable String after) {

    public static AuditEvent of(Actor actor, AuditAction action, String object, String objectId) {
        return new AuditEvent(actor, action, object, objectId, "", null, null);
    }

    public static AuditEvent of(Actor actor, AuditAction action, String object, UUID objectId) {
        return of(actor, action, object, objectId.toString());
    }

    public AuditEvent saying(String words) {
        return new AuditEvent(actor, action, object, objectId, words, before, after);
    }

    /** With what was there before and what is there now; never with a secret. */
    public AuditEvent changing(@Nullable Object from, @Nullable Object to) {
        return new AuditEvent(
                actor,
                action,
                object,
                objectId,
                detail,
                from == null ? null : from.toString(),
                to == null ? null : to.toString());
    }
}
