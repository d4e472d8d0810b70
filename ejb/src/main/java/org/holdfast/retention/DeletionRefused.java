package org.holdfast.retention;

import java.io.Serial;

/** A recording may not be deleted now; the message says why. */
public final class DeletionRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    DeletionRefused(String because) {
        super(because);
    }
}
