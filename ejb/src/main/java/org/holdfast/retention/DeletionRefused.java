package org.holdfast.retention;

import java.io.Serial;

/** A recording may not be deleted now; the message says why. */
public final class DeletionRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** What stands against it. */
    public enum Reason {
        /** Somebody placed a legal hold. */
        HELD,
        /** The bucket keeps an object of it until some time. */
        LOCKED,
        /** Its copies are where nothing is configured any more. */
        OUT_OF_REACH
    }

    private final Reason reason;

    DeletionRefused(Reason reason, String because) {
        super(because);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
