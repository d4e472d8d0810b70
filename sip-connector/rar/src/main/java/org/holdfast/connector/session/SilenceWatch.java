package org.holdfast.connector.session;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Notices that no media has come for too long. Owned by the session's thread; counts monotonic time. */
final class SilenceWatch {
    private final long limitNanos;
    private final LongSupplier nanos;
    private long packetsSeen;
    private long heardNanos;

    SilenceWatch(Duration limit, LongSupplier nanos) {
        this.limitNanos = limit.toNanos();
        this.nanos = nanos;
        restart();
    }

    /** Silence is counted from now. */
    void restart() {
        heardNanos = nanos.getAsLong();
    }

    boolean exceeded(long packets) {
        if (packets != packetsSeen) {
            packetsSeen = packets;
            restart();
        }
        return nanos.getAsLong() - heardNanos >= limitNanos;
    }
}
