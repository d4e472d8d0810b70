package org.holdfast.connector.session;

/** Where a Recording Session stands. Moves downwards only. */
public enum SessionState {
    /** Its INVITE is being looked at; nothing is kept yet. */
    INVITED,
    /** The journal is open and durable, media is received; our 200 may leave. */
    CAPTURING,
    /** The SRC has acknowledged our 200. */
    CONFIRMED,
    /** The journal is sealed and in the outbox. */
    SEALED,
    /** Over, and nothing of it was to be kept. */
    DISCARDED,
    /** Refused before anything was kept. */
    REFUSED,
    /** This process ended before the session did; the next start takes it up again. */
    LEFT,
    /** The journal failed; what it holds is recovered as soon as the directory works. */
    FAILED;

    boolean running() {
        return this == CAPTURING || this == CONFIRMED;
    }
}
