package org.holdfast.search;

import java.io.Serial;

/** A query that cannot be answered as asked, e.g. a cursor that is none of ours. The message is fit for the caller's eyes. */
public final class QueryRejected extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public QueryRejected(String message) {
        super(message);
    }
}
