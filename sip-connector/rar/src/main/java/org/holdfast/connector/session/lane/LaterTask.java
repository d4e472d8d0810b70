package org.holdfast.connector.session.lane;

import java.time.Duration;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/** A task and the monotonic time it is due. Thread-safe. */
final class LaterTask implements Later, Delayed, Runnable {
    private final Object key;
    private final long dueNanos;
    private final Runnable task;
    private volatile boolean cancelled;

    LaterTask(Object key, Duration delay, Runnable task) {
        this.key = key;
        this.dueNanos = System.nanoTime() + delay.toNanos();
        this.task = task;
    }

    Object key() {
        return key;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public void run() {
        if (!cancelled) {
            task.run();
        }
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
