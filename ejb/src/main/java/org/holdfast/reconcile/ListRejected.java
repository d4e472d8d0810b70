package org.holdfast.reconcile;

import java.io.Serial;
import java.util.List;

/** A list of expected calls that cannot be used; nothing was done with it. Its message is fit for the caller's eyes. */
public final class ListRejected extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public ListRejected(String message) {
        super(message);
    }

    ListRejected(List<String> errors) {
        super(String.join(" ", errors));
    }
}
