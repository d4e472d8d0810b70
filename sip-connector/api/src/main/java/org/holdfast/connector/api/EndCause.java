package org.holdfast.connector.api;

/** Why a recording ended. Anything but {@link #BYE} and {@link #SESSION_STOPPED} makes it at best <em>interrupted</em>. */
public enum EndCause {
    /** The SRC said BYE. */
    BYE,
    /** Metadata ended this Communication Session while the Recording Session goes on. */
    SESSION_STOPPED,
    /** The SRC cancelled before our 200. */
    CANCELLED,
    /** No ACK came within 64*T1 of our 200 (RFC 3261 §13.3.1.4). */
    NO_ACK,
    /** Neither media nor signalling for too long, or the session timer ran out (RFC 4028). */
    SRC_SILENT,
    /** This node was told to stop. */
    SHUTDOWN,
    /** The recorder process or its host died; found at the next start. */
    CRASH,
    /** The journal could not be written any more. */
    JOURNAL_FAILED,
    /** The volume of the journals was nearly full: ended in order while that could still be written. */
    VOLUME_FULL
}
