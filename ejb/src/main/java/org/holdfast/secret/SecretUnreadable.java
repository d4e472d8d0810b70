package org.holdfast.secret;

import java.io.IOException;
import java.io.Serial;

/** A sealed secret cannot be opened on this node. The message is fit for an operator's eyes and has nothing of the secret. */
public final class SecretUnreadable extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    SecretUnreadable(String because) {
        super(because);
    }
}
