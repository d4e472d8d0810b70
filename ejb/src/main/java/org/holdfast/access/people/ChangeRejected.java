package org.holdfast.access.people;

import java.io.Serial;

/** A change of users, groups or roles that is not made; nothing of it was. The message is fit for the caller's eyes. */
public final class ChangeRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** Why. */
    public enum Reason {
        /** A value cannot be used. */
        INVALID,
        /** It does not go with what is there. */
        CONFLICT,
        /** What is there is newer than what the caller saw. */
        STALE,
        /** There is no such thing. */
        UNKNOWN
    }

    private final Reason reason;
    private final String field;

    private ChangeRejected(Reason reason, String field, String message) {
        super(message);
        this.reason = reason;
        this.field = field;
    }

    public static ChangeRejected invalid(String field, String message) {
        return new ChangeRejected(Reason.INVALID, field, message);
    }

    public static ChangeRejected conflict(String field, String message) {
        return new ChangeRejected(Reason.CONFLICT, field, message);
    }

    public static ChangeRejected stale() {
        return new ChangeRejected(
                Reason.STALE, "", "It was changed since you read it. Read it again, then repeat your change.");
    }

    public static ChangeRejected unknown() {
        return new ChangeRejected(Reason.UNKNOWN, "", "There is nothing here.");
    }

    public Reason reason() {
        return reason;
    }

    /** The value concerned, by its name in REST; empty when none in particular. */
    public String field() {
        return field;
    }
}
