package org.holdfast.media.journal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Forces the open journals to disk, on one thread, so that no byte is older than an interval before it is durable, and some
 * facts are at once. Journals opened at different times are forced at different times, which spreads the writing. On a second thread, which a slow force
 * does not hold up, it grows them before they are full. Thread-safe.
 */
public final class JournalForcer implements AutoCloseable {
    /** Rounds per interval: a journal is due when its oldest byte would be too old in the next round but one. */
    private static final int ROUNDS = 20;

    private static final long GROWING_ROUND_NANOS = 100_000_000L;

    private final Set<Journal> journals = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Semaphore hurry = new Semaphore(0);
    private final long roundNanos;
    private final long dueNanos;
    private final Consumer<Journal> onFailure;

    private JournalForcer(Duration interval, Consumer<Journal> onFailure) {
        roundNanos = interval.dividedBy(ROUNDS).toNanos();
        dueNanos = interval.toNanos() - 2 * roundNanos;
        this.onFailure = onFailure;
    }

    /**
     * Starts two long-running tasks.
     *
     * @param threads runs them
     * @param interval how much the loss of the host may cost
     * @param onFailure told once of each journal that failed, on the thread that found out; must not block
     */
    public static JournalForcer start(Executor threads, Duration interval, Consumer<Journal> onFailure) {
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("the force interval must be at least 1 ms, is " + interval);
        }
        JournalForcer forcer = new JournalForcer(interval, onFailure);
        threads.execute(forcer::forceInTime);
        threads.execute(forcer::growInTime);
        return forcer;
    }

    private void forceInTime() {
        try {
            while (stopped.getCount() > 0) {
                if (hurry.tryAcquire(roundNanos, TimeUnit.NANOSECONDS)) {
                    hurry.drainPermits();
                }
                round();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void growInTime() {
        try {
            while (!stopped.await(GROWING_ROUND_NANOS, TimeUnit.NANOSECONDS)) {
                journals.forEach(Journal::growAhead);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        for (Journal journal : journals) {
            long since = journal.dirtySince();
            boolean due = since != 0 && System.nanoTime() - since >= dueNanos;
            if ((due || journal.isUrgent()) && stopped.getCount() > 0) {
                journal.tryForce();
            }
        }
    }

    /** How long the oldest bytes have waited to become durable, beyond what a healthy disk takes; zero when none have. */
    public Duration overdue() {
        long now = System.nanoTime();
        long oldest = now;
        for (Journal journal : journals) {
            long dirty = journal.dirtySince();
            long forcing = journal.forcingSince();
            oldest = Math.min(oldest, dirty == 0 ? now : dirty + dueNanos);
            oldest = Math.min(oldest, forcing == 0 ? now : forcing);
        }
        return Duration.ofNanos(now - oldest);
    }

    /** A journal does not want to wait for its turn. Returns at once. */
    void hurry() {
        hurry.release();
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

    /** Stops the tasks; journals are left as they are. */
    @Override
    public void close() {
        stopped.countDown();
        hurry.release();
    }
}
