package org.holdfast.web.api.live;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.web.WebLog;
import org.holdfast.web.api.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the running calls once a second for everybody who is connected, and tells each when what they may see has
 * changed. Whoever may no longer come in is out with the next look. One thread looks, and only while somebody is there.
 */
@ApplicationScoped
public class LiveWatch {
    /** More than this are told to come back later. */
    private static final int MOST = 1000;

    @Resource
    private ManagedScheduledExecutorService timers;

    @Inject
    private LiveCalls calls;

    @Inject
    private Gate gate;

    @Inject
    private Clock clock;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private @Nullable Future<?> looking;

    @SuppressWarnings("NullAway.Init") // injected
    public LiveWatch() {}

    void begin(SignedIn user, SseEventSink sink, Sse sse) {
        if (watchers.size() >= MOST) {
            throw new WebApplicationException(
                    Problem.of(503, "%d are connected already.".formatted(MOST)).response());
        }
        Watcher newcomer = new Watcher(user, sink, sse, clock.instant());
        newcomer.tell(calls.running(), gate, clock.instant());
        watchers.add(newcomer);
        look(true);
    }

    private synchronized void look(boolean wanted) {
        if (wanted && looking == null) {
            looking = timers.scheduleAtFixedRate(this::look, 1, 1, TimeUnit.SECONDS);
        } else if (!wanted && looking != null && watchers.isEmpty()) {
            looking.cancel(false);
            looking = null;
        }
    }

    private void look() {
        try {
            Instant now = clock.instant();
            List<LiveRecording> running = calls.running();
            for (Watcher watcher : watchers) {
                if (watcher.holds(gate, now)) {
                    watcher.tell(running, gate, now);
                } else {
                    watchers.remove(watcher);
                    watcher.end();
                }
            }
        } catch (RuntimeException failed) { // the next look is another try; without this there would be none
            WebLog.LOG.liveEventsFailed(failed);
        }
        look(false);
    }

    @PreDestroy
    void end() {
        watchers.forEach(Watcher::end);
    }
}
