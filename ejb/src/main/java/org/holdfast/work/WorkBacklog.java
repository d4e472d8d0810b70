package org.holdfast.work;

import java.time.Duration;

/**
 * How much work waits. Immutable.
 *
 * @param waiting items not done, running ones included
 * @param oldest how long the oldest of them has been due
 * @param givenUp items an operator must look at
 */
public record WorkBacklog(long waiting, Duration oldest, long givenUp) {
    /** No work at all. */
    public static final WorkBacklog NONE = new WorkBacklog(0, Duration.ZERO, 0);
}
