package org.holdfast.storage.object;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.operations.WorkerLog;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a target that fails from being asked by everybody: after each failure in a row it rests longer, from one second to
 * five minutes, at random within the upper half so that nodes do not come back together. Thread-safe.
 */
public final class CircuitBreaker {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final String place;
    private final String address;
    private final Clock clock;
    private int failures;
    private Wording failure = Wording.NONE;
    private @Nullable Instant lastSuccess;
    private @Nullable Instant lastFailure;
    private @Nullable Instant failingSince;
    private @Nullable Instant pausedUntil;

    public CircuitBreaker(String place, String address, Clock clock) {
        this.place = place;
        this.address = address;
        this.clock = clock;
    }

    /** Whether it may be asked now. */
    public synchronized boolean isClosed() {
        return pausedUntil == null || !clock.instant().isBefore(pausedUntil);
    }

    public synchronized void succeeded() {
        if (failures > 0) {
            WorkerLog.LOG.storageWorksAgain(address, failures);
        }
        failures = 0;
        failure = Wording.NONE;
        pausedUntil = null;
        failingSince = null;
        lastSuccess = clock.instant();
    }

    public synchronized void failed(ObjectStoreFailed failed) {
        if (failures == 0) {
            WorkerLog.LOG.storageFails(address, failed.explained());
            failingSince = clock.instant();
        }
        failures++;
        failure = failed.wording();
        lastFailure = clock.instant();
        long most = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(20, failures - 1));
        pausedUntil = lastFailure.plusMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    public synchronized TargetState state() {
        return new TargetState(
                place,
                address,
                failures,
                failure,
                lastSuccess,
                lastFailure,
                failingSince,
                isClosed() ? null : pausedUntil);
    }
}
