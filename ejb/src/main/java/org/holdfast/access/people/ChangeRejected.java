package org.holdfast.access.people;

import java.io.Serial;
import org.holdfast.wording.Worded;
import org.holdfast.wording.Wording;

/** A change of users, groups or roles that is not made; nothing of it was. The message is fit for the caller's eyes. */
public final class ChangeRejected extends RuntimeException implements Worded {
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
    private final Wording wording;

    private ChangeRejected(Reason reason, String field, Wording wording) {
        super(wording.english());
        this.reason = reason;
        this.field = field;
        this.wording = wording;
    }

    /** @param format as of {@link Wording#of} */
    public static ChangeRejected invalid(String field, String format, Object... arguments) {
        return new ChangeRejected(Reason.INVALID, field, Wording.of(format, arguments));
    }

    /** @param format as of {@link Wording#of} */
    public static ChangeRejected conflict(String field, String format, Object... arguments) {
        return new ChangeRejected(Reason.CONFLICT, field, Wording.of(format, arguments));
    }

    public static ChangeRejected stale() {
        return new ChangeRejected(
                Reason.STALE,
                "",
                Wording.of("It was changed since you read it. Read it again, then repeat your change."));
    }

    public static ChangeRejected unknown() {
        return new ChangeRejected(Reason.UNKNOWN, "", Wording.of("There is nothing here."));
    }

    public Reason reason() {
        return reason;
    }

    /** The value concerned, by its name in REST; empty when none in particular. */
    public String field() {
        return field;
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
