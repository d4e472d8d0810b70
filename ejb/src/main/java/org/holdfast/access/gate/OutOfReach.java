package org.holdfast.access.gate;

import java.io.Serial;

/** What was asked for is not there, as far as this user may know (404). */
public final class OutOfReach extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    OutOfReach() {
        super("There is nothing here.");
    }
}
