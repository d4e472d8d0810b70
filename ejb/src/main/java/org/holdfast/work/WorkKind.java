package org.holdfast.work;

import java.util.Optional;

/** The kinds of slow work, in the order a recording goes through them. This is the only place that knows the order. */
public enum WorkKind {
    /** Journal to lossless media, peaks, gaps and verdict. */
    FINALISE,
    /** Lossless media to the form that stays. */
    ENCODE;

    /** What a recording's first work is. */
    public static WorkKind first() {
        return FINALISE;
    }

    /** What follows once this is done. */
    public Optional<WorkKind> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }
}
