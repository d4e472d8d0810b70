package org.holdfast.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;
import org.jspecify.annotations.Nullable;

/**
 * The durable queue of slow work. Stateless; each call is one short transaction or joins the caller's. All times are the
 * database's, so that the leases of several processes are judged by one clock.
 */
@ApplicationScoped
@Transactional
public class WorkQueue {
    /** What just ended is made playable before anything else, however much waits to be encoded or uploaded. */
    private static final String CLAIM = """
            update work_item
               set leased_by = :holder, leased_until = now() + make_interval(secs => :lease),
                   attempts = attempts + 1, failures = failures + 1
             where id in (select id from work_item
                           where state = 'WAITING' and node = :node and kind in (:kinds) and due_at <= now()
                             and id not in (:mine)
                             and (leased_until is null or leased_until < now())
                           order by kind <> 'FINALISE', due_at limit :most for update skip locked)
            returning id, tenant_id, recording_id, kind, attempts, failures
            """;
    /** Ends a lease; a holder that has lost it meanwhile changes nothing. */
    private static final String RELEASE = """
            update work_item set leased_by = null, leased_until = null, because = :because, %s
             where id = :id and leased_by = :holder
            """;

    private static final String BACKLOG = """
            select kind,
                   count(*) filter (where state = 'WAITING'),
                   count(*) filter (where state = 'WAITING' and leased_until > now()),
                   coalesce(extract(epoch from now() - min(due_at) filter (
                     where state = 'WAITING' and (leased_until is null or leased_until < now()))), 0)::bigint,
                   count(*) filter (where state = 'WAITING' and (failures >= 3
                     or attempts > 0 and because is not null and created_at < now() - interval '1 minute')),
                   count(*) filter (where state = 'GIVEN_UP' and set_aside_at is null)
              from work_item where state <> 'DONE' group by kind
            """;
    private static final UUID NOBODYS = new UUID(0, 0);

    private EntityManager entities;
    private Event<WorkDue> events;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected WorkQueue() {}

    @Inject
    public WorkQueue(EntityManager entities, Event<WorkDue> events) {
        this.entities = entities;
        this.events = events;
    }

    /** Queues the first work of a recording, within the transaction that makes it known. A repeat changes nothing. */
    public void begin(UUID recordingId, String node) {
        add(CurrentTenant.get(), recordingId, WorkKind.first(), node);
    }

    /** Queues one kind of work for recordings for which all work was done, though it may have been done before. */
    public int redo(WorkKind kind, Collection<UUID> recordings) {
        int queued = recordings.isEmpty()
                ? 0
                : entities.createNativeQuery("""
                        insert into work_item (id, tenant_id, recording_id, kind, node, state, due_at, created_at)
                        select gen_random_uuid(), tenant_id, id, :kind, node, 'WAITING', now(), now()
                          from recording where id in (:recordings)
                        on conflict (recording_id, kind) do update
                           set state = 'WAITING', due_at = now(), failures = 0, finished_at = null, because = null
                         where work_item.state <> 'WAITING'
                        """)
                        .setParameter("kind", kind.name())
                        .setParameter("recordings", recordings)
                        .executeUpdate();
        if (queued > 0) {
            events.fire(new WorkDue(kind));
        }
        return queued;
    }

    /** How much work is open in this database. */
    public WorkBacklog backlog() {
        List<?> rows = entities.createNativeQuery(BACKLOG, Object[].class).getResultList();
        return new WorkBacklog(rows.stream()
                .map(Object[].class::cast)
                .flatMap(WorkQueue::ofKind)
                .toList());
    }

    private static Stream<WorkBacklog.OfKind> ofKind(Object[] row) {
        return Arrays.stream(WorkKind.values())
                .filter(kind -> kind.name().equals(row[0])) // a later release may have put in others
                .map(kind -> new WorkBacklog.OfKind(
                        kind,
                        number(row[1]),
                        number(row[2]),
                        Duration.ofSeconds(Math.max(0, number(row[3]))),
                        number(row[4]),
                        number(row[5])));
    }

    /**
     * Takes the lease of up to {@code most} items that are due on this node and of these kinds.
     *
     * @param mine what the holder works on already, even if it has lost the lease of it meanwhile
     */
    List<ClaimedWork> claim(LeaseHolder holder, Collection<WorkKind> kinds, Collection<UUID> mine, int most) {
        List<?> rows = entities.createNativeQuery(CLAIM, Object[].class)
                .setParameter("holder", holder.name())
                .setParameter("node", holder.node())
                .setParameter("lease", holder.lease().toSeconds())
                .setParameter("kinds", kinds.stream().map(WorkKind::name).toList())
                .setParameter("mine", mine.isEmpty() ? List.of(NOBODYS) : mine)
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(WorkQueue::claimed).toList();
    }

    /** Prolongs the leases of what is still being worked on. */
    void renew(LeaseHolder holder, Collection<UUID> items) {
        if (!items.isEmpty()) {
            entities.createNativeQuery("""
                            update work_item set leased_until = now() + make_interval(secs => :lease)
                             where leased_by = :holder and id in (:items)
                            """)
                    .setParameter("lease", holder.lease().toSeconds())
                    .setParameter("holder", holder.name())
                    .setParameter("items", items)
                    .executeUpdate();
        }
    }

    /** It is done; what follows is due at once. */
    void done(LeaseHolder holder, ClaimedWork work) {
        int released = release(holder, work, "state = 'DONE', finished_at = now(), failures = 0", null)
                .executeUpdate();
        if (released == 1) {
            work.kind().next().ifPresent(next -> add(work.tenantId(), work.recordingId(), next, holder.node()));
        }
    }

    /** It will be tried again after the delay; {@code planned} when the step said so itself. */
    void again(LeaseHolder holder, ClaimedWork work, Again again) {
        String failures = again.planned() ? ", failures = 0" : "";
        release(holder, work, "due_at = now() + make_interval(secs => :delay)" + failures, again.because())
                .setParameter("delay", again.delay().toMillis() / 1000.0)
                .executeUpdate();
    }

    /** When and why a try is repeated. */
    record Again(Duration delay, String because, boolean planned) {}

    /** It will not be tried again; for a recording that was deleted meanwhile there is nothing left to do, and nothing wrong. */
    void givenUp(LeaseHolder holder, ClaimedWork work, String because) {
        String state =
                "state = case when exists (select 1 from recording r where r.id = recording_id and r.deleted) then 'DONE' else 'GIVEN_UP' end";
        release(holder, work, state + ", finished_at = now()", because).executeUpdate();
    }

    private Query release(LeaseHolder holder, ClaimedWork work, String change, @Nullable String because) {
        return entities.createNativeQuery(RELEASE.formatted(change))
                .setParameter("id", work.id())
                .setParameter("holder", holder.name())
                .setParameter("because", because == null ? null : StoredText.of(because));
    }

    private void add(UUID tenant, UUID recordingId, WorkKind kind, String node) {
        int added = entities.createNativeQuery("""
                        insert into work_item (id, tenant_id, recording_id, kind, node, state, due_at, created_at)
                        values (:id, :tenant, :recording, :kind, :node, 'WAITING', now(), now())
                        on conflict (recording_id, kind) do nothing
                        """)
                .setParameter("id", RowId.next())
                .setParameter("tenant", tenant)
                .setParameter("recording", recordingId)
                .setParameter("kind", kind.name())
                .setParameter("node", node)
                .executeUpdate();
        if (added == 1) {
            events.fire(new WorkDue(kind));
        }
    }

    private static ClaimedWork claimed(Object[] row) {
        return new ClaimedWork(
                (UUID) row[0],
                (UUID) row[1],
                (UUID) row[2],
                WorkKind.valueOf((String) row[3]),
                ((Number) row[4]).intValue(),
                ((Number) row[5]).intValue());
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }
}
