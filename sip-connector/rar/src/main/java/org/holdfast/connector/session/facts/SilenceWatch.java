package org.holdfast.connector.session.facts;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that no media has come for too long. Owned by the session's thread; counts monotonic time. */
public final class SilenceWatch {
    private final long limitNanos;
    private final LongSupplier nanos;
    private long packetsSeen;
    private long heardNanos;

    /** Heard until now; {@code nanos} is monotonic time. */
    public SilenceWatch(Duration limit, LongSupplier nanos) {
        this.limitNanos = limit.toNanos();
        this.nanos = nanos;
        restart();
    }

    /** Silence is counted from now. */
    public void restart() {
        heardNanos = nanos.getAsLong();
    }

    /** Whether the count of packets has stood still for as long as the limit. */
    public boolean exceeded(long packets) {
        if (packets != packetsSeen) {
            packetsSeen = packets;
            restart();
        }
        return nanos.getAsLong() - heardNanos >= limitNanos;
    }
}
