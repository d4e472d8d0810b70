package org.holdfast.reconcile;

import java.io.Serial;
import java.util.List;
import org.holdfast.wording.Worded;
import org.holdfast.wording.Wording;

/** A list of expected calls that cannot be used; nothing was done with it. Its message is fit for the caller's eyes. */
public final class ListRejected extends Exception implements Worded {
    @Serial
    private static final long serialVersionUID = 1;

    private final Wording wording;

    /** @param format as of {@link Wording#of} */
    public ListRejected(String format, Object... arguments) {
        this(Wording.of(format, arguments));
    }

    private ListRejected(Wording wording) {
        super(wording.english());
        this.wording = wording;
    }

    /** All that is wrong with it. */
    static ListRejected of(List<Wording> errors) {
        return new ListRejected("%s", Wording.all(errors));
    }

    @Override
    public Wording wording() {
        return wording;
    }
}
