package org.holdfast.work;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The kinds of slow work, in the order a recording goes through them. This is the only place that knows the order. */
public enum WorkKind {
    /** Journal to lossless media, peaks, gaps and verdict. */
    FINALISE,
    /** Lossless media to the form that stays. */
    ENCODE;

    /** The kinds that make a journal into media people can play: what the finaliser's alarm watches. */
    public static Set<WorkKind> finalising() {
        return EnumSet.of(FINALISE, ENCODE);
    }

    /** What a recording's first work is. */
    public static WorkKind first() {
        return FINALISE;
    }

    /** What follows once this is done. */
    public Optional<WorkKind> next() {
        return ordinal() + 1 < values().length ? Optional.of(values()[ordinal() + 1]) : Optional.empty();
    }
}
