package org.holdfast.recording.row;

import java.time.Clock;

/**
 * Hybrid logical clock of this process: milliseconds since 1970 in the upper 48 bits, a counter in the lower 16. Never
 * stands still, never goes back, and is always later than any version it has seen. Thread-safe.
 */
final class HybridClock {
    private static final int COUNTER_BITS = 16;

    private final Clock clock;
    private long last;

    HybridClock(Clock clock) {
        this.clock = clock;
    }

    /** A version later than all before and than {@code seen}. */
    synchronized long after(long seen) {
        last = Math.max(Math.max(last, seen) + 1, clock.millis() << COUNTER_BITS);
        return last;
    }
}
