package org.holdfast.rulebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a rule wants done with the calls it is about. Names are stored: never rename one. */
public enum RuleMode {
    /** Record. */
    ALWAYS,
    /** Record, and keep only if somebody asks for it before the call ends. */
    ON_DEMAND,
    /** Keep no media at all. */
    NEVER,
    /** Record a share of the calls. */
    SAMPLE;

    /** E.g. {@code on-demand}, as REST and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<RuleMode> ofWord(String word) {
        return Arrays.stream(values())
                .filter(mode -> mode.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
