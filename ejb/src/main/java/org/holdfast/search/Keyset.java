package org.holdfast.search;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.search.RecordingQuery.Sort;
import org.jspecify.annotations.Nullable;

/**
 * A place between two rows of an ordered answer, and the direction to go on from there. Immutable; as a cursor it is
 * opaque text that is good for the same order only.
 *
 * @param backward towards earlier pages
 * @param key value the order goes by: microseconds since 1970, or milliseconds of duration
 * @param id tie-breaker
 */
record Keyset(Sort sort, boolean backward, long key, UUID id) {
    private static final int BYTES = 2 + 3 * Long.BYTES;

    /** The place beside that row. */
    static Keyset beside(RecordingSummary row, Sort sort, boolean backward) {
        return new Keyset(sort, backward, byTime(sort) ? micros(row.startedAt()) : row.durationMs(), row.id());
    }

    static Optional<Keyset> of(@Nullable String cursor, Sort sort) {
        return cursor == null || cursor.isEmpty() ? Optional.empty() : Optional.of(parse(cursor, sort));
    }

    private static Keyset parse(String cursor, Sort sort) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(cursor));
            boolean ours = bytes.remaining() == BYTES && bytes.get() == sort.ordinal();
            if (ours) {
                return new Keyset(sort, bytes.get() == 1, bytes.getLong(), new UUID(bytes.getLong(), bytes.getLong()));
            }
        } catch (IllegalArgumentException notBase64) {
            throw new QueryRejected("the cursor is none of this query's");
        }
        throw new QueryRejected("the cursor is none of this query's");
    }

    String cursor() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .put((byte) sort.ordinal())
                .put((byte) (backward ? 1 : 0))
                .putLong(key)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** The key as the column has it. */
    Object value() {
        if (!byTime(sort)) {
            return key;
        }
        return Instant.ofEpochSecond(Math.floorDiv(key, 1_000_000L), Math.floorMod(key, 1_000_000L) * 1000);
    }

    static boolean byTime(Sort sort) {
        return sort == Sort.NEWEST || sort == Sort.OLDEST;
    }

    private static long micros(Instant time) {
        return Math.addExact(Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
    }
}
