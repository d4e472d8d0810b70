package org.holdfast.media.journal;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Forces the open journals to disk, each at most an interval after its oldest unforced byte, on one thread. */
public final class JournalForcer implements AutoCloseable {

    private JournalForcer() {}

    /**
     * Starts one long-running task.
     *
     * @param threads runs it
     * @param interval how much the loss of the host may cost
     * @param onFailure told once of each journal that failed, on the thread that found out; must not block
     */
    public static JournalForcer start(Executor threads, Duration interval, Consumer<Journal> onFailure) {
        throw new UnsupportedOperationException();
    }

    /** Stops the task; journals are left as they are. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
