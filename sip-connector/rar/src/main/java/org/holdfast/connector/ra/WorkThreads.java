package org.holdfast.connector.ra;

import jakarta.resource.spi.work.HintsContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkContextProvider;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** The server's work manager as an executor: every task is a Work of its own, hinted as long-running. Thread-safe. */
final class WorkThreads implements Executor {
    private final WorkManager manager;

    WorkThreads(WorkManager manager) {
        this.manager = manager;
    }

    @Override
    public void execute(Runnable task) {
        try {
            manager.scheduleWork(new LongWork(task));
        } catch (WorkException e) {
            throw new RejectedExecutionException("the server has no thread for the recorder", e);
        }
    }

    /** Ends when its task ends; tasks are told to end by their owners. */
    private static final class LongWork implements Work, WorkContextProvider {
        private static final long serialVersionUID = 1L;

        private final transient Runnable task;

        LongWork(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            task.run();
        }

        @Override
        public void release() {
            // the recorder stops its tasks itself, in order
        }

        @Override
        public List<WorkContext> getWorkContexts() {
            HintsContext hints = new HintsContext();
            hints.setHint(HintsContext.LONGRUNNING_HINT, true);
            hints.setHint(HintsContext.NAME_HINT, "rec-engine");
            return List.of(hints);
        }
    }
}
