package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/**
 * Which copies a node looks at next, and what it found. They are gone through in the order of their ids, which is that of time,
 * round after round: next is always what was seen the longest ago. Stateless; each call is one short transaction.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class ScrubRows {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private static final String DUE = """
            select c.id, c.tenant_id, c.recording_id, c.place, c.kind, c.content_type, c.location, c.bytes, c.sha256,
                   c.verified_at, coalesce(c.plain_bytes, c.bytes), coalesce(c.plain_sha256, c.sha256)
              from copy c
              join recording r on r.id = c.recording_id and not r.deleted and r.state <> 'PURGED'
            """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ScrubRows() {}

    @Inject
    public ScrubRows(EntityManager entities) {
        this.entities = entities;
    }

    /** How a look ended. */
    enum Outcome {
        GOOD,
        /** It was not; it is again. */
        REPAIRED,
        /** It is not, and no good copy was found. */
        DAMAGED
    }

    /** How many copies were looked at, and what of it an operator must know. */
    public record Summary(
            long checked,
            long repaired,
            long damaged,
            @Nullable Instant roundSince,
            long rounds) {}

    /** The next of that node; from the beginning after the last. */
    List<DueCopy> next(String node, int most) {
        UUID after = position(node);
        List<DueCopy> due = after(node, after, most);
        if (due.isEmpty()) {
            entities.createNativeQuery("""
                            insert into scrub_round (node, after_id, since, rounds) values (:node, :start, now(), 0)
                            on conflict (node) do update set after_id = excluded.after_id, since = now(),
                                   rounds = scrub_round.rounds + 1
                            """)
                    .setParameter("node", node)
                    .setParameter("start", BEFORE_ALL)
                    .executeUpdate();
            return after.equals(BEFORE_ALL) ? due : after(node, BEFORE_ALL, most);
        }
        return due;
    }

    /** Some anywhere: what is damaged is found sooner than a round takes, when much is. */
    List<DueCopy> sample(String node, UUID near, int most) {
        return after(node, near, most);
    }

    /** What could not be repaired, the longest ago first. */
    List<DueCopy> damaged(String node, Instant before, int most) {
        List<?> rows = entities.createNativeQuery(DUE + """
                         join copy_check k on k.copy_id = c.id and k.outcome = 'DAMAGED' and k.checked_at < :before
                        where c.node = :node and not c.deleted order by k.checked_at limit :most
                        """, Object[].class)
                .setParameter("node", node)
                .setParameter("before", before)
                .setParameter("most", most)
                .getResultList();
        return due(rows);
    }

    private List<DueCopy> after(String node, UUID after, int most) {
        List<?> rows = entities.createNativeQuery(
                        DUE + "where c.node = :node and c.id > :after and not c.deleted order by c.id limit :most",
                        Object[].class)
                .setParameter("node", node)
                .setParameter("after", after)
                .setParameter("most", most)
                .getResultList();
        return due(rows);
    }

    private UUID position(String node) {
        List<?> found = entities.createNativeQuery("select after_id from scrub_round where node = :node", UUID.class)
                .setParameter("node", node)
                .getResultList();
        return found.isEmpty() ? BEFORE_ALL : (UUID) found.getFirst();
    }

    /** The round has come so far. */
    void passed(String node, UUID copy) {
        entities.createNativeQuery("""
                        insert into scrub_round (node, after_id, since, rounds) values (:node, :copy, now(), 0)
                        on conflict (node) do update set after_id = excluded.after_id
                        """)
                .setParameter("node", node)
                .setParameter("copy", copy)
                .executeUpdate();
    }

    /** Whether the copy is still what is to be looked at; it may have been purged, moved or deleted meanwhile. */
    boolean stands(DueCopy due) {
        return !entities.createNativeQuery(
                        "select 1 from copy where id = :id and not deleted and location = :location and sha256 ="
                                + " :sha256",
                        Integer.class)
                .setParameter("id", due.id())
                .setParameter("location", due.copy().location())
                .setParameter("sha256", due.copy().sha256())
                .getResultList()
                .isEmpty();
    }

    /** Writes down how it was; what was repaired is remembered as such for a day. */
    void found(DueCopy due, Outcome outcome, String because, Instant at) {
        entities.createNativeQuery("""
                        insert into copy_check (copy_id, checked_at, outcome, because)
                        values (:id, :at, :outcome, :because)
                        on conflict (copy_id) do update set checked_at = excluded.checked_at, outcome = excluded.outcome,
                               because = excluded.because
                         where excluded.outcome <> 'GOOD' or copy_check.outcome <> 'REPAIRED'
                            or copy_check.checked_at < excluded.checked_at - interval '1 day'
                        """)
                .setParameter("id", due.id())
                .setParameter("at", at)
                .setParameter("outcome", outcome.name())
                .setParameter("because", StoredText.of(because))
                .executeUpdate();
    }

    /** Of that node; what was repaired, since then. */
    public Summary summary(String node, Instant repairedSince) {
        Object[] row = (Object[]) entities.createNativeQuery("""
                        select (select count(*) from copy_check k join copy c on c.id = k.copy_id where c.node = :node),
                               (select count(*) from copy_check k join copy c on c.id = k.copy_id
                                 where c.node = :node and k.outcome = 'REPAIRED' and k.checked_at > :since),
                               (select count(*) from copy_check k join copy c on c.id = k.copy_id
                                 where c.node = :node and k.outcome = 'DAMAGED' and not c.deleted),
                               (select since from scrub_round where node = :node),
                               (select rounds from scrub_round where node = :node)
                        """, Object[].class)
                .setParameter("node", node)
                .setParameter("since", repairedSince)
                .getSingleResult();
        return new Summary(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                (Instant) row[3],
                Optional.ofNullable((Number) row[4]).map(Number::longValue).orElse(0L));
    }

    /** What was not what it was, in the current tenant, the newest first. */
    public List<ScrubFinding> findings(int most) {
        List<?> rows = entities.createNativeQuery("""
                        select c.recording_id, c.place, c.kind, c.location, k.outcome, k.because, k.checked_at
                          from copy_check k join copy c on c.id = k.copy_id
                         where k.outcome <> 'GOOD' and c.tenant_id = :tenant
                         order by k.checked_at desc limit :most
                        """, Object[].class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(ScrubRows::finding).toList();
    }

    private static ScrubFinding finding(Object[] row) {
        return new ScrubFinding(
                (UUID) row[0],
                (String) row[1],
                (String) row[2],
                (String) row[3],
                row[4].equals(Outcome.REPAIRED.name()),
                (String) row[5],
                (Instant) row[6]);
    }

    private static List<DueCopy> due(List<?> rows) {
        return rows.stream().map(Object[].class::cast).map(ScrubRows::due).toList();
    }

    private static DueCopy due(Object[] row) {
        MediaCopy copy = new MediaCopy(
                (String) row[3],
                MediaCopy.Kind.valueOf((String) row[4]),
                (String) row[5],
                (String) row[6],
                ((Number) row[7]).longValue(),
                (String) row[8],
                (Instant) row[9],
                ((Number) row[10]).longValue(),
                (String) row[11]);
        return new DueCopy((UUID) row[0], (UUID) row[1], (UUID) row[2], copy);
    }
}
