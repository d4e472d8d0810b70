package org.holdfast.connector.sip.dialog;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The session timer as the SRC wants it (RFC 4028). We refresh only when it asks us to. Immutable.
 *
 * @param seconds the interval
 * @param weRefresh the SRC said {@code refresher=uas}
 */
public record SessionTimer(int seconds, boolean weRefresh) {
    private static final Pattern VALUE = Pattern.compile("\\s*(\\d{1,9})\\s*(;.*)?", Pattern.DOTALL);

    /** Reads a Session-Expires value; empty when there is none or it makes no sense. */
    public static Optional<SessionTimer> of(String sessionExpires) {
        Matcher value = VALUE.matcher(sessionExpires);
        if (!value.matches()) {
            return Optional.empty();
        }
        String parameters = value.group(2) == null
                ? ""
                : value.group(2).toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        return Optional.of(new SessionTimer(Integer.parseInt(value.group(1)), parameters.contains("refresher=uas")));
    }

    /** Value of the Session-Expires header of our 200. */
    public String answer() {
        return seconds + ";refresher=" + (weRefresh ? "uas" : "uac");
    }

    /** When a session without refresh is to be ended: a little before the interval is over (RFC 4028 §10). */
    public Duration ends() {
        return Duration.ofSeconds(seconds - Math.min(32, seconds / 3));
    }

    /** When we refresh, if it is up to us. */
    public Duration refreshes() {
        return Duration.ofSeconds(seconds / 2);
    }
}
