package org.holdfast.rulebook;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose number or group a rule is about. Who called whom is not always told: then a participant counts as either. */
public enum RuleSide {
    ANY,
    CALLER,
    CALLEE;

    /** E.g. {@code caller}, as REST and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RuleSide> ofWord(String word) {
        return Arrays.stream(values())
                .filter(side -> side.word().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    boolean covers(String role) {
        return this == ANY || role.isEmpty() || role.equals(word());
    }
}
