package org.holdfast.settings;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The shape a value must have. Immutable; {@link #allowed} is the sentence an operator reads when it does not fit. */
record Kind(String allowed, Predicate<String> accepts) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})-(\\d{1,5})");

    static final Kind TEXT = new Kind("any text", value -> true);
    static final Kind SECRET = new Kind("any text, kept from logs and process lists", value -> true);
    static final Kind NAME = new Kind(
            "1 to 63 letters, digits, '-' or '_', first a letter or digit",
            value -> value.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}"));
    static final Kind ADDRESS =
            new Kind("an IP address or host name", value -> value.matches("[A-Za-z0-9.:\\[\\]_-]+"));
    static final Kind DIRECTORY = new Kind(
            "a directory path, absolute or relative to the working directory",
            value -> !value.isBlank() && value.indexOf('\0') < 0);
    static final Kind FILE = new Kind(
            "a file path, absolute or relative to the working directory",
            value -> !value.isBlank() && value.indexOf('\0') < 0);
    static final Kind SWITCH = oneOf("true", "false");
    static final Kind PORT = number(0, 65_535);
    static final Kind DURATION_TEXT = new Kind(
            "a number with a unit, e.g. 200ms, 5s, 10m, 2h, 7d",
            value -> DURATION.matcher(value).matches());
    static final Kind MEMBERS = new Kind(
            "HOST[PORT],HOST[PORT],… with a port for every host",
            value -> value.matches("[A-Za-z0-9.:_-]+\\[\\d{1,5}](,[A-Za-z0-9.:_-]+\\[\\d{1,5}])*"));
    static final Kind PORT_RANGE = new Kind("two ports LOW-HIGH, 1024 to 65535, LOW < HIGH", Kind::isPortRange);

    static final Kind KEY_PREFIX = new Kind(
            "letters, digits, '-', '_' and '.' in parts separated by '/', no part only dots",
            value -> value.matches("(?!\\.+(/|$))[A-Za-z0-9._-]{1,63}(/(?!\\.+(/|$))[A-Za-z0-9._-]{1,63}){0,7}"));
    static final Kind TIME_WINDOW = new Kind(
            "two times of day HH:MM-HH:MM in UTC, e.g. 22:00-05:00",
            value -> value.matches("([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d"));

    static Kind number(long least, long most) {
        return new Kind("a whole number from " + least + " to " + most, value -> {
            if (!value.matches("-?\\d{1,18}")) {
                return false;
            }
            long number = Long.parseLong(value);
            return number >= least && number <= most;
        });
    }

    static Kind oneOf(String... values) {
        List<String> choices = List.of(values);
        return new Kind("one of " + String.join(", ", choices), choices::contains);
    }

    static Kind someOf(String... values) {
        List<String> choices = List.of(values);
        return new Kind(
                "one or more of " + String.join(", ", choices) + ", separated by commas",
                value -> choices.containsAll(List.of(value.split(","))));
    }

    static Duration duration(String value) {
        var matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new InvalidSetting("not a duration: " + value);
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }

    private static boolean isPortRange(String value) {
        var matcher = RANGE.matcher(value);
        if (!matcher.matches()) {
            return false;
        }
        int low = Integer.parseInt(matcher.group(1));
        int high = Integer.parseInt(matcher.group(2));
        return low >= 1024 && high <= 65_535 && low < high;
    }
}
