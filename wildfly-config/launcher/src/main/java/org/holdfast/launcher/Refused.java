package org.holdfast.launcher;

/** The start cannot go on; the message tells the person at the terminal what is wrong and what is allowed. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }

    Refused(String message, Throwable cause) {
        super(message, cause);
    }
}
