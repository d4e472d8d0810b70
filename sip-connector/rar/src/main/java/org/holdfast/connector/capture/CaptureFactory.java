package org.holdfast.connector.capture;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Executor;

/** Opens the media capture of a node. Stateless. */
public final class CaptureFactory {

    private CaptureFactory() {}

    /**
     * Starts the receivers.
     *
     * @param threads runs one long task for each receiver thread until the capture is closed
     * @throws IOException when the wanted receiver does not work here
     */
    public static MediaCapture open(CaptureSettings settings, Executor threads, Clock clock) throws IOException {
        throw new UnsupportedOperationException();
    }
}
