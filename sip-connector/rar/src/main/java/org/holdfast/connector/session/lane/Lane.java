package org.holdfast.connector.session.lane;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One thread and what it has still to do, in order. Thread-safe. */
final class Lane implements Runnable {
    private final BlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final Consumer<Throwable> failed;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean ending; // the lane's own thread only

    Lane(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    void add(Runnable task) {
        tasks.add(task);
    }

    int waiting() {
        return tasks.size();
    }

    void endAfterwards() {
        add(() -> ending = true);
    }

    boolean awaitEnd(long nanos) {
        try {
            return ended.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void run() {
        try {
            work();
        } finally {
            ended.countDown();
        }
    }

    private void work() {
        while (!ending) {
            try {
                tasks.take().run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) { // a thread lost here would silence every session of this lane
                failed.accept(e);
            }
        }
    }
}
