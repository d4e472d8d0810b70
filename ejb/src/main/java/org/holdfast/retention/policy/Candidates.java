package org.holdfast.retention.policy;

import static java.util.stream.Collectors.toSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/** Reads recordings in the order of their age, some at a time, with what policies ask. Stateless; only reads. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Candidates {
    /** A node not seen for so long is dead: whoever shares its database looks after its recordings. */
    private static final Duration DEAD = Duration.ofDays(7);

    /** The inner query walks recording_by_time backwards and examines {@code :most} rows, whatever is found of them. */
    private static final String WINDOW = """
            select r.id, r.started_at, r.ended_at, r.duration_ms, r.verdict, r.state,
                   (select coalesce(string_agg(t.tag_key, chr(10)), '') from recording_tag t
                     where t.recording_id = r.id and not t.deleted) as tags,
                   (select coalesce(string_agg(distinct cast(g as text), ','), '')
                      from recording_assignment a
                      join app_user u on u.id = a.user_id and not u.deleted, unnest(u.group_ids) g
                     where a.recording_id = r.id) as groups,
                   (select coalesce(sum(c.bytes), 0) from copy c where c.recording_id = r.id and not c.deleted) as bytes,
                   r.state <> 'CAPTURING' and (r.node = :node or exists (select 1 from node n where n.name = r.node and n.seen_at < :dead)) as mine,
                   (select l.locked_until from object_lock l where l.recording_id = r.id) as locked_until,
                   (select min(h.reason) from legal_hold h
                     where h.recording_id = r.id and h.released_at is null and not h.deleted) as hold
              from (select * from recording
                     where tenant_id = :tenant and not deleted and started_at <= :before
                       and (started_at, id) > (:at, :id)
                     order by started_at, id limit :most) r
             order by r.started_at, r.id
            """;

    private EntityManager entities;
    private Settings settings;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Candidates() {}

    @Inject
    public Candidates(EntityManager entities, Settings settings) {
        this.entities = entities;
        this.settings = settings;
    }

    /** Up to so many of the tenant's recordings that began by then, after that place. */
    List<Candidate> window(Place place, Instant before, int most) {
        List<?> rows = entities.createNativeQuery(WINDOW, Tuple.class)
                .setParameter("node", settings.text(Setting.NODE_NAME))
                .setParameter("dead", place.now().minus(DEAD))
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("before", before)
                .setParameter("at", place.at())
                .setParameter("id", place.id())
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(Tuple.class::cast).map(Candidates::candidate).toList();
    }

    /** Bytes of all copies the tenant has. */
    long bytes() {
        return (Long) entities.createNativeQuery("""
                        select cast(coalesce(sum(bytes), 0) as bigint) from copy
                         where tenant_id = :tenant and not deleted""", Long.class)
                .setParameter("tenant", CurrentTenant.get())
                .getSingleResult();
    }

    /** Recordings of this node whose deletion was decided and did not get to its end. */
    List<UUID> unfinished(int most) {
        List<?> rows = entities.createNativeQuery("""
                        select id from recording
                         where tenant_id = :tenant and state = 'PURGED' and not deleted and node = :node
                         order by id limit :most""", UUID.class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("node", settings.text(Setting.NODE_NAME))
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }

    private static Candidate candidate(Tuple row) {
        String verdict = row.get("verdict", String.class);
        return new Candidate(
                row.get("id", UUID.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class),
                Duration.ofMillis(row.get("duration_ms", Number.class).longValue()),
                verdict == null ? null : Verdict.valueOf(verdict),
                split(row.get("groups", String.class), ",").stream()
                        .map(UUID::fromString)
                        .collect(toSet()),
                split(row.get("tags", String.class), "\n"),
                row.get("bytes", Number.class).longValue(),
                row.get("mine", Boolean.class),
                "PURGED".equals(row.get("state", String.class)),
                new Candidate.Guards(row.get("hold", String.class), row.get("locked_until", Instant.class)));
    }

    private static Set<String> split(@Nullable String joined, String by) {
        return joined == null || joined.isEmpty() ? Set.of() : Set.copyOf(Arrays.asList(joined.split(by, -1)));
    }
}
