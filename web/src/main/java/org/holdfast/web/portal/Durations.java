package org.holdfast.web.portal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Writes lengths of time and of files for people, in the language of whoever reads. Stateless. */
public final class Durations {
    private Durations() {}

    /** {@code 0:07}, {@code 12:40} or {@code 1:02:03}; never negative. */
    public static String clock(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    /** How long all of it is: as {@link #clock}, to the nearest second. */
    public static String length(long millis) {
        return clock(Duration.ofMillis(millis + 500));
    }

    /** {@code 0.4 s} below ten seconds, else as {@link #clock}. */
    public static String exact(Duration duration) {
        return duration.toMillis() < 10_000
                ? String.format(Texts.locale(), "%.1f s", Math.max(0, duration.toMillis()) / 1000.0)
                : clock(duration);
    }

    /** Reads {@code 7}, {@code 0:07} or {@code 1:02:03}; none when it is neither. */
    public static Optional<Duration> read(String text) {
        if (!text.strip().matches("(\\d{1,3}:)?(\\d{1,4}:)?\\d{1,6}")) {
            return Optional.empty();
        }
        long seconds = 0;
        for (String part : text.strip().split(":")) {
            seconds = seconds * 60 + Long.parseLong(part);
        }
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** {@code 812 B}, {@code 93 kB}, {@code 1.2 MB}, {@code 3.4 GB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%d kB", Math.round(bytes / 1000.0));
        }
        return bytes < 1_000_000_000
                ? String.format(Texts.locale(), "%.1f MB", bytes / 1_000_000.0)
                : String.format(Texts.locale(), "%.1f GB", bytes / 1_000_000_000.0);
    }
}
