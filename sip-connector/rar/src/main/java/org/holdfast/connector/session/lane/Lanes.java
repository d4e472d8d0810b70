package org.holdfast.connector.session.lane;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A fixed number of threads; a key always meets the same one, so that what belongs to one key needs no lock. Thread-safe.
 * A task that throws is reported and harms no other.
 */
public final class Lanes implements AutoCloseable {
    private final List<Lane> lanes;
    private final DelayQueue<LaterTask> waiting = new DelayQueue<>();
    private volatile boolean open = true;

    /**
     * Starts the lanes and their alarm clock, each a long-running task.
     *
     * @param failed is told of whatever a task threw
     */
    public Lanes(int number, Executor threads, Consumer<Throwable> failed) {
        lanes = Stream.generate(() -> new Lane(failed)).limit(number).toList();
        lanes.forEach(threads::execute);
        threads.execute(this::wakeThoseDue);
    }

    /** Runs the task after all earlier ones of this key. */
    public void run(Object key, Runnable task) {
        laneOf(key).add(task);
    }

    /** Runs the task on the key's lane after the delay, unless it is cancelled before. */
    public Later later(Object key, Duration delay, Runnable task) {
        LaterTask later = new LaterTask(key, delay, task);
        waiting.add(later);
        return later;
    }

    /** Tasks that wait on the fullest lane; a measure of overload. */
    public int backlog() {
        return lanes.stream().mapToInt(Lane::waiting).max().orElse(0);
    }

    /** Lets each lane finish what it has been given, then ends its thread. */
    @Override
    public void close() {
        open = false;
        waiting.add(new LaterTask("", Duration.ZERO, () -> {}));
        lanes.forEach(Lane::endAfterwards);
    }

    /** After {@link #close}: whether all lanes have ended within the time. */
    public boolean awaitEnd(Duration limit) {
        long endNanos = System.nanoTime() + limit.toNanos();
        return lanes.stream().allMatch(lane -> lane.awaitEnd(endNanos - System.nanoTime()));
    }

    private Lane laneOf(Object key) {
        return lanes.get(Math.floorMod(key.hashCode(), lanes.size()));
    }

    private void wakeThoseDue() {
        while (open) {
            try {
                LaterTask due = waiting.take();
                run(due.key(), due);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
