package org.holdfast.media.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Forces the open journals to disk, on one thread, so that no byte is older than an interval before it is durable. Journals
 * opened at different times are forced at different times, which spreads the writing. Thread-safe.
 */
public final class JournalForcer implements AutoCloseable {
    /** Rounds per interval: a journal is due when its oldest byte would be too old in the next round but one. */
    private static final int ROUNDS = 20;

    private final Set<Journal> journals = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final long roundNanos;
    private final long dueNanos;
    private final Consumer<Journal> onFailure;

    private JournalForcer(Duration interval, Consumer<Journal> onFailure) {
        roundNanos = interval.dividedBy(ROUNDS).toNanos();
        dueNanos = interval.toNanos() - 2 * roundNanos;
        this.onFailure = onFailure;
    }

    /**
     * Starts one long-running task.
     *
     * @param threads runs it
     * @param interval how much the loss of the host may cost
     * @param onFailure told once of each journal that failed, on the thread that found out; must not block
     */
    public static JournalForcer start(Executor threads, Duration interval, Consumer<Journal> onFailure) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("the force interval must be at least 1 ms, is " + interval);
        }
        JournalForcer forcer = new JournalForcer(interval, onFailure);
        threads.execute(forcer::run);
        return forcer;
    }

    private void run() {
        try {
            while (!stopped.await(roundNanos, TimeUnit.NANOSECONDS)) {
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        for (Journal journal : journals) {
            long since = journal.dirtySince();
            if (since != 0 && System.nanoTime() - since >= dueNanos) {
                journal.tryForce();
            }
        }
    }

    void add(Journal journal) {
        journals.add(journal);
    }

    void remove(Journal journal) {
        journals.remove(journal);
    }

    void failed(Journal journal) {
        journals.remove(journal);
        onFailure.accept(journal);
    }

    /** Stops the task; journals are left as they are. */
    @Override
    public void close() {
        stopped.countDown();
    }
}
