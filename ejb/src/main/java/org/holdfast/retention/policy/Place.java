package org.holdfast.retention.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;

/**
 * How far a pass has come, the oldest recordings first. Immutable.
 *
 * @param now the moment the whole pass goes by
 * @param at start of the recording examined last
 * @param id of the recording examined last
 * @param excess bytes still beyond the quota
 */
record Place(Instant now, Instant at, UUID id, long excess) {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    static Place beginning(Instant now, long excess) {
        return new Place(now, Instant.EPOCH, BEFORE_ALL, excess);
    }

    Place after(Candidate recording, long freed) {
        return new Place(now, recording.startedAt(), recording.id(), excess - freed);
    }

    /** As it is stored, and given as a cursor. */
    String text() {
        return "%s_%s_%s_%d".formatted(now, at, id, excess);
    }

    static Place of(String text) {
        String[] parts = text.split("_", -1);
        try {
            if (parts.length == 4) {
                return new Place(
                        Instant.parse(parts[0]),
                        Instant.parse(parts[1]),
                        UUID.fromString(parts[2]),
                        Long.parseLong(parts[3]));
            }
        } catch (DateTimeException | IllegalArgumentException none) {
            throw ChangeRejected.invalid("cursor", "cursor must be that of `next` of the page before.");
        }
        throw ChangeRejected.invalid("cursor", "cursor must be that of `next` of the page before.");
    }
}
