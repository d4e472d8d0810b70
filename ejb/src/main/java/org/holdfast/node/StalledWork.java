package org.holdfast.node;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.holdfast.work.WorkBacklog;
import org.holdfast.work.WorkEngine;

/**
 * Tells a queue that is long, as after an outage, from one that nobody works on. Guarded by its owner.
 */
final class StalledWork {
    /** Work this late, while nothing gets done, means that nobody does it. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** While something is being worked on, it may be a long call that others wait for; but not for ever. */
    static final Duration LATE = Duration.ofMinutes(10);

    private final WorkEngine engine;
    private final LongSupplier nanos;
    private long settled = -1;
    private long movedNanos;

    StalledWork(WorkEngine engine, LongSupplier nanos) {
        this.engine = engine;
        this.nanos = nanos;
    }

    /** What is wrong; empty when nothing is. */
    String fault(WorkBacklog backlog) {
        long now = nanos.getAsLong();
        if (engine.settled() != settled || engine.running() > 0) {
            settled = engine.settled();
            movedNanos = now;
        }
        Duration oldest = backlog.oldest();
        boolean idle = oldest.compareTo(IDLE) > 0 && now - movedNanos > IDLE.toNanos();
        boolean late = oldest.compareTo(LATE) > 0;
        return idle || late
                ? "%d items wait, the oldest has been due for %d s%s"
                        .formatted(backlog.waiting(), oldest.toSeconds(), idle ? ", and nobody works on them" : "")
                : "";
    }
}
