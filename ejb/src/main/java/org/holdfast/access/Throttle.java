package org.holdfast.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who fails too often: after some free tries each further one must wait twice as long as the one before.
 * Forgets failures after a while, and the longest silent ones when there are too many. Thread-safe.
 */
final class Throttle {
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final long MOST_SECONDS = 300;
    private static final int MOST_KEYS = 10_000;

    private final int freeTries;
    private final Clock clock;
    private final Map<String, Failures> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private record Failures(int count, Instant last) {}

    Throttle(int freeTries, Clock clock) {
        this.freeTries = freeTries;
        this.clock = clock;
    }

    /** How long that one must still wait; zero when it may try. */
    synchronized Duration wait(String key) {
        Failures failures = known.get(key);
        if (failures == null || failures.count() < freeTries) {
            return Duration.ZERO;
        }
        int over = Math.min(failures.count() - freeTries, 20);
        Instant next = failures.last().plusSeconds(Math.min(MOST_SECONDS, 1L << over));
        Duration left = Duration.between(clock.instant(), next);
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void failed(String key) {
        Instant now = clock.instant();
        known.merge(
                key,
                new Failures(1, now),
                (before, first) ->
                        before.last().plus(MEMORY).isBefore(now) ? first : new Failures(before.count() + 1, now));
    }

    synchronized void succeeded(String key) {
        known.remove(key);
    }
}
