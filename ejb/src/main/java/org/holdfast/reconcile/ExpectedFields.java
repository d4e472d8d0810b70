package org.holdfast.reconcile;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes a call of the texts of one line. Stateless. */
final class ExpectedFields {
    private static final int LONGEST = 1000;

    /** {@code 2026-11-26T17:30:05.25}, also with a blank for the T and without seconds. */
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss]")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter(java.util.Locale.ROOT);

    private ExpectedFields() {}

    /** @throws ListRejected that says what is wrong with this line */
    static ExpectedCall call(long line, Map<String, String> fields, ZoneId zone) throws ListRejected {
        String from = text(fields, "from");
        String to = text(fields, "to");
        String callId = text(fields, "callId");
        if (from.isEmpty() && to.isEmpty() && callId.isEmpty()) {
            throw new ListRejected("it names neither from, to nor callId.");
        }
        return new ExpectedCall(
                line, time(text(fields, "time"), zone), from, to, duration(text(fields, "duration")), callId);
    }

    private static String text(Map<String, String> fields, String name) throws ListRejected {
        String text = fields.getOrDefault(name, "").strip();
        if (text.length() > LONGEST) {
            throw new ListRejected("%s is longer than %s characters.", name, LONGEST);
        }
        return text;
    }

    private static Instant time(String text, ZoneId zone) throws ListRejected {
        try {
            if (text.matches("\\d{9,10}")) {
                return Instant.ofEpochSecond(Long.parseLong(text));
            }
            return text.matches(".*([zZ]|[+-]\\d\\d:?\\d\\d)")
                    ? OffsetDateTime.parse(offsetWithColon(text.replace(' ', 'T')))
                            .toInstant()
                    : LocalDateTime.parse(text, LOCAL).atZone(zone).toInstant();
        } catch (DateTimeException e) {
            throw new ListRejected("time '%s' is none, as in 2026-11-26T17:30:05Z or 2026-11-26 17:30:05.", text);
        }
    }

    private static String offsetWithColon(String text) {
        return text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
    }

    /** Seconds, {@code mm:ss}, {@code hh:mm:ss} or ISO 8601. */
    private static @Nullable Duration duration(String text) throws ListRejected {
        try {
            if (text.isEmpty()) {
                return null;
            }
            if (text.matches("\\d{1,7}(\\.\\d{1,3})?")) {
                return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
            }
            if (text.matches("\\d{1,3}(:\\d\\d){1,2}")) {
                long seconds = 0;
                for (String part : text.split(":", -1)) {
                    seconds = seconds * 60 + Long.parseLong(part);
                }
                return Duration.ofSeconds(seconds);
            }
            return Duration.parse(text);
        } catch (DateTimeException e) {
            throw new ListRejected("duration '%s' is none, as in 95, 1:35 or PT1M35S.", text);
        }
    }
}
