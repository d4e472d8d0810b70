package org.holdfast.retention.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the tenant's recordings, the oldest first, and says of each what the policies make of it. The dry run and
 * the run are the same pass with another {@link Judge}. Stateless.
 */
@ApplicationScoped
public class RetentionPass {
    /** Recordings read at once: the longest a query may take, and the most that is in memory. */
    static final int WINDOW = 500;

    private Candidates candidates;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RetentionPass() {}

    @Inject
    public RetentionPass(Candidates candidates, Clock clock) {
        this.candidates = candidates;
        this.clock = clock;
    }

    /** What became of a recording that is due. */
    enum Outcome {
        GONE,
        /** A legal hold keeps it. */
        HELD,
        /** An object of it is locked. */
        LOCKED,
        /** It may go, but could not. */
        FAILED
    }

    /** Is told of what is due, in order. */
    interface Judge {
        Outcome judge(Candidate recording, Fate.Due due);

        /** Whether it wants to hear of no more now. */
        default boolean isDone() {
            return false;
        }
    }

    /**
     * Some of a pass.
     *
     * @param next where to go on; null when it was the last
     */
    record Stretch(long examined, long kept, @Nullable Place next) {}

    /** Before the first recording. */
    Place beginning(PolicyBook book) {
        OptionalLong quota = book.quota();
        long excess = quota.isPresent() ? Math.max(0, candidates.bytes() - quota.getAsLong()) : 0;
        return Place.beginning(clock.instant().truncatedTo(ChronoUnit.MICROS), excess);
    }

    /** Examines a window at most. */
    Stretch next(PolicyBook book, Place from, Judge judge) {
        Instant before = before(book, from);
        if (before == null) {
            return new Stretch(0, 0, null);
        }
        List<Candidate> window = candidates.window(from, before, WINDOW);
        Place place = from;
        long examined = 0;
        long kept = 0;
        for (Candidate recording : window) {
            if (judge.isDone()) {
                return new Stretch(examined, kept, place);
            }
            Fate fate = recording.mine() && !recording.condemned()
                    ? book.fate(recording, from.now(), place.excess())
                    : new Fate.Stays();
            boolean gone = fate instanceof Fate.Due due && judge.judge(recording, due) == Outcome.GONE;
            place = place.after(recording, gone ? recording.bytes() : 0);
            examined++;
            kept += fate instanceof Fate.Kept ? 1 : 0;
        }
        return new Stretch(examined, kept, window.size() < WINDOW ? null : place);
    }

    /** What began later is too young for any policy, unless there is a quota to come down to. */
    private static @Nullable Instant before(PolicyBook book, Place place) {
        if (place.excess() > 0) {
            return place.now();
        }
        OptionalInt days = book.shortestDays();
        return days.isPresent() ? place.now().minus(Duration.ofDays(days.getAsInt())) : null;
    }
}
