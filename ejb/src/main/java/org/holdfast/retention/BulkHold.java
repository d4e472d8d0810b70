package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.Actor;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;

/** Places legal holds on all that a search finds, or on none of it when that is too much. Stateless. */
@ApplicationScoped
public class BulkHold {
    /** The most recordings of one search. */
    public static final int MOST = 999;

    private RecordingSearch search;
    private LegalHolds holds;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected BulkHold() {}

    @Inject
    public BulkHold(RecordingSearch search, LegalHolds holds) {
        this.search = search;
        this.holds = holds;
    }

    /** How many are held by this call, and how many were before, whose reason stands. */
    public record Placed(int placed, int already) {}

    /**
     * What would be held.
     *
     * @throws ChangeRejected when it is more than {@link #MOST}
     */
    public List<RecordingSummary> found(RecordingQuery query, Sight sight) {
        RecordingPage page = search.find(query.limitedTo(MOST).at(null), sight);
        if (page.next() != null) {
            throw ChangeRejected.conflict("", "It finds more than %s recordings: narrow it down.", MOST);
        }
        return page.items();
    }

    /**
     * Holds all it finds. A repeat holds what was missed.
     *
     * @throws ChangeRejected when it is more than {@link #MOST}
     */
    public Placed place(RecordingQuery query, Sight sight, String reason, Actor by) {
        int placed = 0;
        int already = 0;
        for (RecordingSummary recording : found(query, sight)) {
            if (recording.legalHold()) {
                already++;
            } else if (holds.place(recording.id(), reason, by).isPresent()) {
                placed++;
            }
        }
        return new Placed(placed, already);
    }
}
