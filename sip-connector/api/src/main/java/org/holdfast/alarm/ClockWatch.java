package org.holdfast.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Compares the wall clock, which records use, with the monotonic one, which waiting uses. A wall clock that steps makes wrong
 * times in the catalogue, hence is a fault for some minutes; nothing else depends on it. Thread-safe.
 */
public final class ClockWatch {
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration TOLD_FOR = Duration.ofMinutes(5);

    private final Clock wall;
    private final LongSupplier nanos;
    private final Instant wallAtStart;
    private final long nanosAtStart;
    private Duration offset = Duration.ZERO;
    private long steps;
    private long steppedNanos;
    private Duration lastStep = Duration.ZERO;

    public ClockWatch(Clock wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
        this.wallAtStart = wall.instant();
        this.nanosAtStart = nanos.getAsLong();
    }

    /** Looks now; wanted every second or so, since a step is what happens between two looks. */
    public synchronized void look() {
        Duration now = Duration.between(wallAtStart, wall.instant()).minusNanos(nanos.getAsLong() - nanosAtStart);
        Duration moved = now.minus(offset);
        offset = now;
        if (moved.abs().compareTo(STEP) >= 0) {
            steps++;
            lastStep = moved;
            steppedNanos = nanos.getAsLong();
        }
    }

    /** How far the wall clock has moved against the monotonic one since the start. */
    public synchronized Duration offset() {
        return offset;
    }

    /** Steps of a second or more since the start. */
    public synchronized long steps() {
        return steps;
    }

    /** What is wrong; empty when nothing is. */
    public synchronized String fault() {
        boolean told = steps > 0 && nanos.getAsLong() - steppedNanos < TOLD_FOR.toNanos();
        return told
                ? "the wall clock stepped by %+.1f s, %d steps since the start"
                        .formatted(lastStep.toMillis() / 1000.0, steps)
                : "";
    }
}
