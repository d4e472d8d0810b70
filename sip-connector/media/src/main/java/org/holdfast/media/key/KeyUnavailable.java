package org.holdfast.media.key;

import java.io.IOException;

/** A key that is needed cannot be had here and now; the message says which, and why. What it would open stays as it is. */
public final class KeyUnavailable extends IOException {
    private static final long serialVersionUID = 1L;

    public KeyUnavailable(String reason) {
        super(reason);
    }

    public KeyUnavailable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
