package org.holdfast.connector.session.facts;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes ids that sort by time: UUID version 7 (RFC 9562 §5.7). After a restart it first gives those given before, in the
 * same order. Thread-safe.
 */
public final class RecordingIds {
    private final Clock clock;
    private final Queue<UUID> given;

    public RecordingIds(Clock clock) {
        this(clock, List.of());
    }

    public RecordingIds(Clock clock, Collection<UUID> givenBefore) {
        this.clock = clock;
        this.given = new ConcurrentLinkedQueue<>(givenBefore);
    }

    public UUID next() {
        UUID before = given.poll();
        return before == null ? fresh() : before;
    }

    private UUID fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long most = (clock.millis() << 16) | 0x7000L | random.nextLong(0x1000L);
        long least = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(most, least);
    }
}
