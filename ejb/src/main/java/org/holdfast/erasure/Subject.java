package org.holdfast.erasure;

import org.holdfast.access.people.ChangeRejected;

/**
 * Who is to be erased. Immutable.
 *
 * @param kind how they are named
 * @param text an address of record or number, which stands for any host when it has none; or the id of a user
 */
public record Subject(Kind kind, String text) {
    private static final int LONGEST = 400;

    /** How a person can be named. */
    public enum Kind {
        ADDRESS,
        USER
    }

    public Subject {
        text = text.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
            throw ChangeRejected.invalid("subject", "Name an address, a number or a user.");
        }
    }
}
