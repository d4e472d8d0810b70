package org.holdfast.src.sip;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Closing a socket that we are done with. */
final class Sockets {
    private Sockets() {}

    static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a socket", e);
        }
    }
}
