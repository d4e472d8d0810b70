package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Where the media of this catalogue lies and what waits to be uploaded. Stateless; only reads. */
@ApplicationScoped
@TellsOutage
@Transactional
public class StorageOverview {
    private static final String NEWEST = """
            select r.id, r.started_at, coalesce(bool_or(c.place = 'local'), false),
                   coalesce(bool_or(c.place <> 'local'), false),
                   max(c.verified_at) filter (where c.place <> 'local' and c.kind = 'MANIFEST'),
                   max(w.state), max(w.because)
              from (select id, started_at from recording
                     where tenant_id = :tenant and not deleted order by started_at desc, id desc limit :most) r
              left join copy c on c.recording_id = r.id and not c.deleted
              left join work_item w on w.recording_id = r.id and w.kind = 'UPLOAD'
             group by r.id, r.started_at order by r.started_at desc, r.id desc
            """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StorageOverview() {}

    @Inject
    public StorageOverview(EntityManager entities) {
        this.entities = entities;
    }

    /** What waits for the bucket, and what an operator must look at. */
    public record Backlog(long waiting, Duration oldest, long bytes, long givenUp) {}

    /** How much lies in one place. */
    public record Place(String name, long recordings, long files, long bytes) {}

    /**
     * Where one recording is.
     *
     * @param verifiedAt when all of it was read back from the bucket
     * @param upload state of its upload, or empty when none was begun
     * @param because why the last try failed, or empty
     */
    public record Line(
            UUID id,
            Instant startedAt,
            boolean local,
            boolean uploaded,
            @Nullable Instant verifiedAt,
            String upload,
            String because) {}

    public Backlog backlog() {
        Object[] row =
                (Object[]) entities.createNativeQuery("""
                        select count(*) filter (where w.state = 'WAITING'),
                               extract(epoch from now() - min(w.created_at) filter (where w.state = 'WAITING'))::bigint,
                               (select sum(c.bytes) from copy c join work_item u on u.recording_id = c.recording_id
                                 where u.kind = 'UPLOAD' and u.state = 'WAITING' and c.place = 'local' and not c.deleted
                                   and c.kind <> 'LOSSLESS'),
                               count(*) filter (where w.state = 'GIVEN_UP')
                          from work_item w where w.kind = 'UPLOAD' and w.state <> 'DONE'
                        """, Object[].class).getSingleResult();
        return new Backlog(
                number(row[0]), Duration.ofSeconds(Math.max(0, number(row[1]))), number(row[2]), number(row[3]));
    }

    public List<Place> places() {
        List<?> rows = entities.createNativeQuery("""
                        select place, count(distinct recording_id), count(*), sum(bytes) from copy
                         where tenant_id = :tenant and not deleted group by place order by place
                        """, Object[].class)
                .setParameter("tenant", CurrentTenant.get())
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Place((String) row[0], number(row[1]), number(row[2]), number(row[3])))
                .toList();
    }

    /** The newest recordings. */
    public List<Line> newest(int most) {
        List<?> rows = entities.createNativeQuery(NEWEST, Object[].class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(StorageOverview::line)
                .toList();
    }

    /** Recordings of that node that were done before there was a bucket. */
    List<UUID> neverUploaded(String node, int most) {
        List<?> ids = entities.createNativeQuery("""
                        select w.recording_id from work_item w
                         where w.kind = 'ENCODE' and w.state = 'DONE' and w.node = :node
                           and not exists (select 1 from copy c where c.recording_id = w.recording_id
                                            and c.place <> 'local' and c.kind = 'MANIFEST' and not c.deleted)
                           and not exists (select 1 from work_item u where u.recording_id = w.recording_id
                                            and u.kind = 'UPLOAD' and u.state <> 'DONE')
                         order by w.recording_id limit :most
                        """, UUID.class)
                .setParameter("node", node)
                .setParameter("most", most)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    private static Line line(Object[] row) {
        return new Line(
                (UUID) row[0],
                (Instant) row[1],
                (Boolean) row[2],
                (Boolean) row[3],
                (Instant) row[4],
                row[5] == null ? "" : (String) row[5],
                row[6] == null ? "" : (String) row[6]);
    }

    private static long number(@Nullable Object count) {
        return count == null ? 0 : ((Number) count).longValue();
    }
}
