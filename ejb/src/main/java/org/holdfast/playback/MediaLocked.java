package org.holdfast.playback;

import java.io.Serial;

/** Media is encrypted and its key cannot be had here and now; the message says why. */
public final class MediaLocked extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    MediaLocked(Throwable because) {
        super(because.getMessage(), because);
    }
}
