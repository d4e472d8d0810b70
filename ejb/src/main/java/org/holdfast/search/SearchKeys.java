package org.holdfast.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The exact words of {@code recording_search.keys}: what the function {@code fact_keys} of the database says in
 * SQL. Stateless.
 */
final class SearchKeys {
    /** Identifiers are found by that many characters of their beginning, shorter ones as a whole. */
    static final int BEGINNING = 8;

    static final int LONG_BEGINNING = 16;
    private static final long DAY = 86_400;
    private static final long MONTH = 32 * DAY;

    /** More than these are named by months: each key that is asked for has to be looked up first. */
    private static final int MOST_DAYS = 16;

    private static final int MOST_MONTHS = 70;

    private SearchKeys() {}

    /** Whatever started in between has one of these; none when they would be too many. */
    static Optional<List<String>> between(Instant first, Instant before) {
        List<String> days = buckets("d:", DAY, first, before);
        if (days.size() <= MOST_DAYS) {
            return Optional.of(days);
        }
        List<String> months = buckets("m:", MONTH, first, before);
        return months.size() <= MOST_MONTHS ? Optional.of(months) : Optional.empty();
    }

    private static List<String> buckets(String prefix, long seconds, Instant first, Instant before) {
        long from = Math.floorDiv(first.getEpochSecond(), seconds);
        long to = Math.floorDiv(before.getEpochSecond(), seconds);
        return LongStream.rangeClosed(from, Math.min(to, from + MOST_MONTHS))
                .mapToObj(bucket -> prefix + bucket)
                .toList();
    }

    /** Whatever lasts that long has one of these. */
    static List<String> lasting(Duration least, Duration most) {
        return LongStream.rangeClosed(binaryDigits(least), binaryDigits(most))
                .mapToObj(digits -> "l:" + digits)
                .toList();
    }

    private static int binaryDigits(Duration duration) {
        return Long.SIZE - Long.numberOfLeadingZeros(Math.max(0, duration.toSeconds()));
    }
}
