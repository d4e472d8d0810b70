package org.holdfast.work;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.holdfast.settings.Setting;

/** The kinds of slow work, in the order a recording goes through them. This is the only place that knows the order. */
public enum WorkKind {
    /** Journal to lossless media, peaks, gaps and verdict. */
    FINALISE(Crew.MEDIA),
    /** Lossless media to the form that stays. */
    ENCODE(Crew.MEDIA),
    /** Media and manifest to the storage target, when there is one; from then on the journal may go. */
    UPLOAD(Crew.TRANSFER);

    /** Who does it: crews do not wait for one another. */
    enum Crew {
        /** Busy with processor and disk. */
        MEDIA(Setting.WORK_PARALLEL),
        /** Busy with waiting for the network. */
        TRANSFER(Setting.UPLOAD_PARALLEL);

        private final Setting size;

        Crew(Setting size) {
            this.size = size;
        }

        /** How many work at once. */
        Setting size() {
            return size;
        }
    }

    private final Crew crew;

    WorkKind(Crew crew) {
        this.crew = crew;
    }

    Crew crew() {
        return crew;
    }

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
