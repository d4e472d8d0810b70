package org.holdfast.access.gate;

import java.io.Serial;

/** The user lacks a right. A planned answer (403), audited by the gate. The message is fit for the caller's eyes. */
public final class Refused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Right right;

    Refused(Right right) {
        super("Your roles do not include the right " + right.word() + " here.");
        this.right = right;
    }

    public Right right() {
        return right;
    }
}
