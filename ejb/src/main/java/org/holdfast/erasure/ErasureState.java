package org.holdfast.erasure;

import java.util.Locale;

/** How far an erasure has come. */
public enum ErasureState {
    /** What it concerns was found; nobody has confirmed it. */
    FOUND,
    /** Confirmed; it goes on until nothing is left that may go. */
    RUNNING,
    /** Something stayed, and the report says why; it can be run again. */
    PREVENTED,
    /** Nothing is left. */
    DONE,
    CANCELLED;

    /** As REST and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
