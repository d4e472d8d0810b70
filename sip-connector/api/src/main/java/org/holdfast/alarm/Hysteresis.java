package org.holdfast.alarm;

import java.time.Duration;

/**
 * How long a fault lasts before it is an alarm, and how long it must be gone before the alarm is over. Immutable.
 */
public record Hysteresis(Duration raiseAfter, Duration clearAfter) {
    /** Raised well within a minute of the fault, with what it takes to notice it; a fault that comes and goes is one alarm. */
    public static final Hysteresis USUAL = new Hysteresis(Duration.ofSeconds(5), Duration.ofSeconds(15));
}
