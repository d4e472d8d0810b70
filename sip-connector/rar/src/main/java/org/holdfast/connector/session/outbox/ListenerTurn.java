package org.holdfast.connector.session.outbox;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.time.Duration;

/**
 * When the listener is asked again after it could take nothing: after 1 s, 2 s, 4 s, then every 5 s. Tells the outage once and its
 * end once. The outbox's own thread only, but for {@link #atOnce}.
 */
final class ListenerTurn {
    private static final int LONGEST_SECONDS = 5;

    private boolean away;
    private long sinceNanos;
    private int waitSeconds;
    private long nextNanos = System.nanoTime();
    private volatile boolean atOnce;

    /** Somebody new listens: no waiting. */
    void atOnce() {
        atOnce = true;
    }

    boolean hasCome() {
        boolean come = atOnce || !away || System.nanoTime() - nextNanos >= 0;
        atOnce = false;
        return come;
    }

    void tookNothing(String reason, int waiting) {
        if (!away) {
            away = true;
            sinceNanos = System.nanoTime();
            waitSeconds = 0;
            LOG.catalogueAway(waiting, reason);
        }
        waitSeconds = Math.clamp(waitSeconds * 2L, 1, LONGEST_SECONDS);
        nextNanos = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
    }

    void tookOne() {
        if (away) {
            away = false;
            LOG.catalogueBack(Duration.ofNanos(System.nanoTime() - sinceNanos).toSeconds());
        }
    }
}
