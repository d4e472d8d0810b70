package org.holdfast.search;

import java.io.Serial;

/** A query that cannot be answered as asked, e.g. a cursor that is none of ours. The message is fit for the caller's eyes. */
public final class QueryRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public QueryRejected(String message) {
        super(message);
    }

    /** Answering it would take so long that nobody would wait. */
    static QueryRejected tooBroad() {
        return new QueryRejected(
                "This search takes too long. Narrow it: a stretch of time, a user, or at least four letters"
                        + " or digits in a row of a name or number.");
    }
}
