package org.holdfast.media.codec;

import java.io.IOException;

/** The codec process refused, crashed, or took too long; nothing else is harmed, and the next request gets a new one. */
public final class CodecProcessFailed extends IOException {
    private static final long serialVersionUID = 1L;

    CodecProcessFailed(String message) {
        super(message);
    }

    CodecProcessFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
