package org.holdfast.rulebook;

import java.util.Locale;

/** What becomes of one call. Names are kept in journals: never rename one. */
public enum Outcome {
    /** It is recorded and kept. */
    KEEP,
    /** It is recorded, and kept only if somebody asks for it before its end. */
    ON_DEMAND,
    /** A rule says never. */
    NEVER,
    /** It is not in the sample. */
    SAMPLED_OUT;

    /** E.g. {@code sampled-out}, as REST, metrics and portal say it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether its media may be written while it runs. */
    public boolean writesMedia() {
        return this == KEEP || this == ON_DEMAND;
    }
}
