package org.holdfast.connector.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A listener can take no recording at all just now, e.g. because its database is away: nothing is wrong with the one it was
 * told of. It and those behind it are announced again, in their order.
 */
public final class ListenerUnavailable extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public ListenerUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
