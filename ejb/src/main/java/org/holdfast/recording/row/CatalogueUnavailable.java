package org.holdfast.recording.row;

import java.io.Serial;

/** The database is away or did not answer in time. Not a bug: the caller says so (503) or tries again later. */
public final class CatalogueUnavailable extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public CatalogueUnavailable(Throwable cause) {
        super("the database does not answer", cause);
    }

    /** What was met first, in one line, for the log. */
    public String reason() {
        Throwable root = this;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return getMessage() + ": " + root.getMessage();
    }
}
