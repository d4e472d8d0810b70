package org.holdfast.recording.row;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.UUID;

/** Ids of rows: UUIDv7 (RFC 9562 §5.7), opaque, in order of time when made by one process. Thread-safe. */
public final class RowId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int COUNTER_BITS = 12;

    /** Milliseconds and a 12-bit counter (RFC 9562 §6.2 method 1), as one number that never stands still. */
    private static long last;

    private RowId() {}

    /** A new id, greater than any this process made before. */
    public static UUID next() {
        long tick = nextTick();
        long high = ((tick >>> COUNTER_BITS) << 16) | 0x7000 | (tick & 0xfff);
        long low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** The id that every node gives to the same thing: a name within a tenant (RFC 9562 §5.8, version 8). */
    public static UUID of(UUID tenant, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer key = ByteBuffer.allocate(16 + text.length)
                .putLong(tenant.getMostSignificantBits())
                .putLong(tenant.getLeastSignificantBits())
                .put(text);
        ByteBuffer digest = ByteBuffer.wrap(Sha256.digest(key.array()));
        long high = (digest.getLong() & ~0xf000L) | 0x8000;
        long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private static synchronized long nextTick() {
        last = Math.max(last + 1, CLOCK.millis() << COUNTER_BITS);
        return last;
    }
}
