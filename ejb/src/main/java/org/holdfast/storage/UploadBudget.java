package org.holdfast.storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How much may be sent: a rate on average, with some seconds saved up. What is spent too much is paid back. Thread-safe. */
final class UploadBudget {
    private static final long SAVED_SECONDS = 5;

    private final long bytesPerSecond;
    private final Clock clock;
    private double left;
    private Instant at;

    /** @param bytesPerSecond 0 for no limit */
    UploadBudget(long bytesPerSecond, Clock clock) {
        this.bytesPerSecond = bytesPerSecond;
        this.clock = clock;
        this.left = (double) bytesPerSecond * SAVED_SECONDS;
        this.at = clock.instant();
    }

    synchronized boolean allows() {
        fill();
        return bytesPerSecond == 0 || left > 0;
    }

    synchronized void spent(long bytes) {
        fill();
        left -= bytes;
    }

    private void fill() {
        Instant now = clock.instant();
        double seconds = Math.max(0, Duration.between(at, now).toNanos() / 1e9);
        left = Math.min(left + seconds * bytesPerSecond, (double) bytesPerSecond * SAVED_SECONDS);
        at = now;
    }
}
