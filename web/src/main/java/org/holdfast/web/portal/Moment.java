package org.holdfast.web.portal;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A moment as a page shows it: for machines, for the reader's wall clock, and how long ago. Immutable. */
public record Moment(String iso, String local, String relative, long epochMillis) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    static Moment of(Instant at, Instant now, ZoneId zone) {
        ZonedDateTime there = at.atZone(zone);
        LocalDate today = LocalDate.ofInstant(now, zone);
        String local = day(there.toLocalDate(), today) + ", " + TIME.format(there);
        return new Moment(at.toString(), local, relative(Duration.between(at, now)), at.toEpochMilli());
    }

    private static String day(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return Texts.of("quick.today");
        }
        return day.equals(today.minusDays(1))
                ? Texts.of("quick.yesterday")
                : DAY.withLocale(Texts.locale()).format(day);
    }

    private static String relative(Duration since) {
        if (since.toMinutes() < 1) {
            return Texts.of("ago.now");
        }
        if (since.toHours() < 1) {
            return Texts.of("ago.minutes", since.toMinutes());
        }
        return since.toDays() < 1 ? Texts.of("ago.hours", since.toHours()) : Texts.of("ago.days", since.toDays());
    }
}
