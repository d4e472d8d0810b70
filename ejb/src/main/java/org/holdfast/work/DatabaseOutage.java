package org.holdfast.work;

import java.util.concurrent.TimeUnit;
import org.holdfast.operations.WorkerLog;

/** Says once that the database is away and once that it is back, however often it is asked. Thread-safe. */
final class DatabaseOutage {
    private static final long NONE = Long.MIN_VALUE;

    private long since = NONE;

    synchronized void seen(RuntimeException failed) {
        if (since == NONE) {
            since = System.nanoTime();
            WorkerLog.LOG.workWaitsForDatabase(rootOf(failed).toString());
            WorkerLog.LOG.debug("The work queue could not be reached", failed);
        }
    }

    synchronized void over() {
        if (since != NONE) {
            WorkerLog.LOG.workGoesOn(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since));
            since = NONE;
        }
    }

    private static Throwable rootOf(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
