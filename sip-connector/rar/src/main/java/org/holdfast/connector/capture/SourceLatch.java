package org.holdfast.connector.capture;

/**
 * Decides whose media a stream takes: the first address to send RTP is latched, others are foreign while it is alive. Only
 * the address counts, not the port: an SRC may change that in mid-call. When in doubt a datagram is kept. Owned by one
 * receiver thread; {@link #announce} may come from any.
 */
final class SourceLatch {
    private static final long ALIVE_NANOS = 2_000_000_000L;

    private record Address(long high, long low) {
        boolean is(long otherHigh, long otherLow) {
            return low == otherLow && high == otherHigh;
        }
    }

    private volatile Address announced = new Address(0, 0);
    private boolean latched;
    private boolean takenOver;
    private long high;
    private long low;
    private int port;
    private long lastArrival;

    /** Signalling named this address: it may take the stream over at once. */
    void announce(long announcedHigh, long announcedLow) {
        announced = new Address(announcedHigh, announcedLow);
    }

    /** Whether RTP from there is this stream's; latches it if so. */
    boolean takesMedia(long fromHigh, long fromLow, int fromPort, long arrivalNanos) {
        if (!isLatched(fromHigh, fromLow) && !mayTakeOver(fromHigh, fromLow, arrivalNanos)) {
            return false;
        }
        takenOver |= !isLatched(fromHigh, fromLow);
        latched = true;
        high = fromHigh;
        low = fromLow;
        port = fromPort;
        lastArrival = arrivalNanos;
        return true;
    }

    /** As it was before a restart. */
    void restore(long fromHigh, long fromLow, int fromPort, long nowNanos) {
        latched = true;
        high = fromHigh;
        low = fromLow;
        port = fromPort;
        lastArrival = nowNanos;
    }

    /** Whether another source was latched since this was last asked. */
    boolean takenOver() {
        boolean since = takenOver;
        takenOver = false;
        return since;
    }

    /** Whether RTCP from there is this stream's; never latches. */
    boolean takesControl(long fromHigh, long fromLow, long arrivalNanos) {
        return isLatched(fromHigh, fromLow) || mayTakeOver(fromHigh, fromLow, arrivalNanos);
    }

    private boolean isLatched(long fromHigh, long fromLow) {
        return latched && low == fromLow && high == fromHigh;
    }

    private boolean mayTakeOver(long fromHigh, long fromLow, long arrivalNanos) {
        return !latched || arrivalNanos - lastArrival > ALIVE_NANOS || announced.is(fromHigh, fromLow);
    }

    boolean latched() {
        return latched;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    int port() {
        return port;
    }
}
