package org.holdfast.search.today;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.holdfast.access.gate.Reach;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Counts the recordings that began within a day, along the index by time: never the whole catalogue. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Day {
    private static final String COUNT = """
            select r.verdict, count(r), coalesce(sum(r.durationMs), 0)
              from Recording r where r.startedAt >= :from and r.startedAt < :until""";
    private static final String WITHIN =
            " and exists (select 1 from RecordingAssignment a where a.recordingId = r.id and a.userId in :users)";

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Day() {}

    @Inject
    public Day(EntityManager entities) {
        this.entities = entities;
    }

    record Line(@Nullable Verdict verdict, Long calls, Long millis) {}

    /** The figures of what may be seen of the time from then until then, a day or two at most. */
    public DayFigures between(Instant from, Instant until, Reach reach) {
        if (reach.isNothing()) {
            return DayFigures.NONE;
        }
        TypedQuery<Line> query =
                entities.createQuery(COUNT + (reach.everything() ? "" : WITHIN) + " group by r.verdict", Line.class);
        if (!reach.everything()) {
            query.setParameter("users", reach.users());
        }
        return DayFigures.of(
                query.setParameter("from", from).setParameter("until", until).getResultList());
    }
}
