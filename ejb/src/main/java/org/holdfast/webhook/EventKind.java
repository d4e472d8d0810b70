package org.holdfast.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is told. Names are stored: never rename one. */
public enum EventKind {
    /** A call is being recorded. */
    STARTED,
    /** It is over and in the catalogue. */
    COMPLETED,
    /** Its media can be fetched in the form that stays. */
    AVAILABLE,
    /** How good the recording is, is known. */
    VERDICT,
    /** An alarm was raised or is over. */
    ALARM,
    /** Somebody pressed the button. */
    TEST;

    /** E.g. {@code started}, as REST and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Those one can ask for. */
    public static List<EventKind> wanted() {
        return Arrays.stream(values()).filter(kind -> kind != TEST).toList();
    }

    public static Optional<EventKind> ofWord(String word) {
        return wanted().stream()
                .filter(kind -> kind.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
