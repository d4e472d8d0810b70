package org.holdfast.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Open work for operators to look at, to run again and to set aside. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class WorkList {
    private static final String OPEN = """
            select * from (
              select id, recording_id, kind,
                     case when state = 'GIVEN_UP' and set_aside_at is not null then 'SET_ASIDE'
                          when state = 'GIVEN_UP' then 'GIVEN_UP'
                          when leased_until > now() then 'RUNNING' else 'WAITING' end as standing,
                     node, attempts, created_at,
                     coalesce(set_aside_at, finished_at, due_at) as at, because, set_aside_by
                from work_item where state <> 'DONE' and id > :after) as open
             where standing = :standing order by id limit :most
            """;

    private EntityManager entities;
    private Event<WorkDue> events;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected WorkList() {}

    @Inject
    public WorkList(EntityManager entities, Event<WorkDue> events) {
        this.entities = entities;
        this.events = events;
    }

    /**
     * What stands there, oldest first.
     *
     * @param after the last one already seen; null from the beginning
     */
    public List<OpenWork> open(OpenWork.State state, @Nullable UUID after, int most) {
        List<?> rows = entities.createNativeQuery(OPEN, Object[].class)
                .setParameter("after", after == null ? new UUID(0, 0) : after)
                .setParameter("standing", state.name())
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(WorkList::open).toList();
    }

    /**
     * Work that was given up, set aside or waits for its next try is due now, as if it had never failed.
     *
     * @return false when there is no such open work, or it is running
     */
    public boolean runAgain(UUID id) {
        return again("id = :id", id) == 1;
    }

    /** The same for all that was given up and not set aside; returns how many. */
    public int runAllAgain() {
        return again("state = 'GIVEN_UP' and set_aside_at is null and :id is not null", new UUID(0, 0));
    }

    private int again(String which, UUID id) {
        int changed = entities.createNativeQuery("""
                        update work_item
                           set state = 'WAITING', due_at = now(), failures = 0, finished_at = null,
                               set_aside_at = null, set_aside_by = null
                         where state <> 'DONE' and (leased_until is null or leased_until < now()) and
                        """.stripTrailing() + " " + which)
                .setParameter("id", id)
                .executeUpdate();
        if (changed > 0) {
            events.fire(new WorkDue(WorkKind.first()));
        }
        return changed;
    }

    /**
     * Somebody has seen that this given-up work will never be done: it is no alarm any more.
     *
     * @return false when no such work is given up
     */
    public boolean setAside(UUID id, String byWhom) {
        return entities.createNativeQuery("""
                        update work_item set set_aside_at = now(), set_aside_by = :who
                         where id = :id and state = 'GIVEN_UP' and set_aside_at is null
                        """)
                        .setParameter("id", id)
                        .setParameter("who", StoredText.of(byWhom))
                        .executeUpdate()
                == 1;
    }

    private static OpenWork open(Object[] row) {
        return new OpenWork(
                (UUID) row[0],
                (UUID) row[1],
                (String) row[2],
                OpenWork.State.valueOf((String) row[3]),
                (String) row[4],
                ((Number) row[5]).intValue(),
                (Instant) row[6],
                (Instant) row[7],
                (String) row[8],
                (String) row[9]);
    }
}
