package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.holdfast.connector.session.SessionAnswer.Refused;

/**
 * Whether this node takes one more Recording Session. An INVITE and an OPTIONS get the same word (RFC 3261 §11). Refuses
 * with 503 and a random Retry-After, so that SRCs do not come back all at once. Thread-safe.
 */
public final class AdmissionGate {
    private static final long LOG_EVERY_NANOS = 10_000_000_000L;

    private final RecorderSettings settings;
    private final IntSupplier running;
    private final Supplier<String> sickness;
    private final LongSupplier nanos;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong saidNanos;
    private volatile boolean draining;
    private volatile boolean stopping;

    /**
     * A gate that is open.
     *
     * @param running Recording Sessions now
     * @param sickness why nothing could be recorded now, empty when all is well
     */
    public AdmissionGate(
            RecorderSettings settings, IntSupplier running, Supplier<String> sickness, LongSupplier nanos) {
        this.settings = settings;
        this.running = running;
        this.sickness = sickness;
        this.nanos = nanos;
        this.saidNanos = new AtomicLong(nanos.getAsLong() - LOG_EVERY_NANOS);
    }

    /** Empty when a new Recording Session is welcome. */
    public Optional<Refused> refusal() {
        String reason = reason();
        return reason.isEmpty() ? Optional.empty() : Optional.of(refused(reason));
    }

    /** A 503 for a reason found out elsewhere; logged now and then, not each time. */
    public Refused refuse(String reason) {
        unsaid.incrementAndGet();
        long said = saidNanos.get();
        long now = nanos.getAsLong();
        if (now - said >= LOG_EVERY_NANOS && saidNanos.compareAndSet(said, now)) {
            LOG.refusing(503, reason, unsaid.getAndSet(0));
        }
        return refused(reason);
    }

    public void drain(boolean wanted) {
        draining = wanted;
    }

    public boolean draining() {
        return draining || stopping;
    }

    /** The node goes down: nothing is taken any more. */
    public void stop() {
        stopping = true;
    }

    private String reason() {
        if (stopping) {
            return "the recorder is stopping";
        }
        if (draining) {
            return "the node is draining";
        }
        if (running.getAsInt() >= settings.maxSessions()) {
            return "all " + settings.maxSessions() + " Recording Sessions are in use";
        }
        return sickness.get();
    }

    private Refused refused(String reason) {
        long middle = Math.max(1, settings.retryAfter().toSeconds());
        long seconds = Math.clamp(ThreadLocalRandom.current().nextLong(middle / 2, middle * 2), 5, 30);
        return new Refused(503, reason, Map.of("Retry-After", Long.toString(seconds)));
    }
}
