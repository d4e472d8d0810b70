package org.holdfast.work;

import java.time.Duration;

/** How a step ended. What a step throws instead counts as a failure of its own. */
public sealed interface WorkOutcome {

    /** The next kind of work is due. */
    record Done() implements WorkOutcome {}

    /** Something the step needs is away: try again after about this delay, as often as it takes. */
    record RetryAfter(Duration delay, String because) implements WorkOutcome {}

    /** It will never succeed: an operator must look at it. */
    record GiveUp(String because) implements WorkOutcome {}

    static WorkOutcome done() {
        return new Done();
    }

    static WorkOutcome retryAfter(Duration delay, String because) {
        return new RetryAfter(delay, because);
    }

    static WorkOutcome giveUp(String because) {
        return new GiveUp(because);
    }
}
