package org.holdfast.search;

import java.io.Serial;
import org.holdfast.wording.Worded;
import org.holdfast.wording.Wording;

/** A query that cannot be answered as asked, e.g. a cursor that is none of ours. The message is fit for the caller's eyes. */
public final class QueryRejected extends RuntimeException implements Worded {
    @Serial
    private static final long serialVersionUID = 1;

    private final Wording wording;

    /** @param format as of {@link Wording#of} */
    public QueryRejected(String format, Object... arguments) {
        this(Wording.of(format, arguments));
    }

    private QueryRejected(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    /** Answering it would take so long that nobody would wait. */
    static QueryRejected tooBroad() {
        return new QueryRejected(
                "This search takes too long. Narrow it: a stretch of time, a user, or at least four letters"
                        + " or digits in a row of a name or number.");
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
