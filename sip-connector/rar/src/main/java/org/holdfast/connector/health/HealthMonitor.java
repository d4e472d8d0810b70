package org.holdfast.connector.health;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.holdfast.connector.api.RecorderHealth.Component;

/**
 * Asks every part of the recorder, once a second, whether it works, and keeps the answers. A part that hangs is
 * down, whatever it last said. Thread-safe.
 */
public final class HealthMonitor implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1000;
    private static final long OLD_NANOS = 6_000_000_000L;

    private final List<Probe> probes;
    private final Semaphore closing = new Semaphore(0);
    private volatile List<Component> components;
    private volatile long askedNanos = System.nanoTime();
    private volatile int asking;

    /** Nothing is up before it was asked. */
    public HealthMonitor(List<Probe> probes) {
        this.probes = List.copyOf(probes);
        this.components = probes.stream()
                .map(probe -> new Component(probe.name(), false, probe.name() + " has not been asked yet"))
                .toList();
    }

    /** Begins to ask, on one long-running task. */
    public void start(Executor threads) {
        threads.execute(this::askUntilClosed);
    }

    /** The latest answers, at most a second or two old. */
    public List<Component> components() {
        if (System.nanoTime() - askedNanos <= OLD_NANOS) {
            return components;
        }
        List<Component> old = new ArrayList<>(components);
        String hangs = old.get(asking).name();
        old.set(asking, new Component(hangs, false, hangs + ": it does not answer the recorder's own question"));
        return List.copyOf(old);
    }

    @Override
    public void close() {
        closing.release();
    }

    /** Asks all parts now. */
    void ask() {
        List<Component> before = components;
        List<Component> now = new ArrayList<>();
        for (int i = 0; i < probes.size(); i++) {
            asking = i;
            Component component = ask(probes.get(i));
            if (component.up() != before.get(i).up()) {
                tell(component);
            }
            now.add(component);
        }
        components = List.copyOf(now);
        askedNanos = System.nanoTime();
    }

    private static void tell(Component component) {
        if (component.up()) {
            LOG.componentUp(component.name());
        } else {
            LOG.componentDown(component.name(), component.reason());
        }
    }

    private void askUntilClosed() {
        try {
            do {
                ask();
            } while (!closing.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Component ask(Probe probe) {
        try {
            probe.check().run();
            return new Component(probe.name(), true, "");
        } catch (Exception | LinkageError e) { // whatever is wrong with a part is an answer
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return new Component(probe.name(), false, probe.name() + ": " + reason);
        }
    }
}
