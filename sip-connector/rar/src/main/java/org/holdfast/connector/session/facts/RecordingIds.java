package org.holdfast.connector.session.facts;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Makes ids that sort by time: UUID version 7 (RFC 9562 §5.7). Stateless but for its clock; thread-safe. */
public final class RecordingIds {
    private final Clock clock;

    public RecordingIds(Clock clock) {
        this.clock = clock;
    }

    public UUID next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (clock.millis() << 16) | 0x7000L | random.nextLong(0x1000L);
        long least = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
