package org.holdfast.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Says to the cluster what this process's recorder says: soon after a change, and again every few seconds. The recorder
 * never waits for it; changes that come quickly one after the other are said at once. Thread-safe.
 */
@ApplicationScoped
public class LivePublisher {
    private static final Duration GATHERED = Duration.ofMillis(200);

    private LocalRecorder recorder;
    private Neighbours neighbours;
    private Executor executor;
    private String node;
    private final AtomicBoolean due = new AtomicBoolean();
    private final AtomicBoolean away = new AtomicBoolean();
    private final ReentrantLock turn = new ReentrantLock(true);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LivePublisher() {}

    @Inject
    public LivePublisher(LocalRecorder recorder, Neighbours neighbours, Executor executor, Settings settings) {
        this.recorder = recorder;
        this.neighbours = neighbours;
        this.executor = executor;
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** Something changed. Returns at once. */
    public void nudge() {
        if (due.compareAndSet(false, true)) {
            CompletableFuture.delayedExecutor(GATHERED.toMillis(), TimeUnit.MILLISECONDS, this::run)
                    .execute(this::publish);
        }
    }

    private void run(Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException stopping) {
            due.set(false);
        }
    }

    /** Says everything now; without a recorder there is nothing to say. */
    void publish() {
        turn.lock();
        try {
            due.set(false);
            Optional<RecorderHealth> health = recorder.health();
            if (health.isPresent()) {
                neighbours.publish(
                        new LiveNews(neighbours.self(), node, recorder.running().orElseThrow(), health.get()));
                away.set(false);
            }
        } catch (RuntimeException clusterSick) {
            if (away.compareAndSet(false, true)) {
                WorkerLog.LOG.liveListNotShared(clusterSick.toString());
            }
        } finally {
            turn.unlock();
        }
    }
}
