package org.holdfast.access.directory;

import java.io.Serial;

/** A directory or OpenID provider does not answer, or not as it should. An outage, not a refusal. */
public final class DirectoryAway extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    DirectoryAway(String message, Throwable cause) {
        super(message, cause);
    }
}
