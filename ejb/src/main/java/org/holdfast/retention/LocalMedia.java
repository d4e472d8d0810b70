package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.row.TellsOutage;

/** Which files of this node are safe elsewhere. Stateless; only reads. */
@ApplicationScoped
@TellsOutage
@Transactional
public class LocalMedia {
    /** A verified copy of the same bytes at a target, its manifest beside it, and no legal hold. */
    private static final String DISPENSABLE = """
            select distinct on (r.started_at, l.id)
                   l.recording_id, r.tenant_id, l.kind, l.location, s.place, s.location, s.bytes
              from copy l
              join recording r on r.id = l.recording_id and not r.deleted
              join copy s on s.recording_id = l.recording_id and s.place <> 'local' and not s.deleted
                         and s.kind = case when l.kind = 'LOSSLESS' and not :lossless then 'STORED' else l.kind end
                         and (s.sha256 = l.sha256 or s.kind <> l.kind)
              join copy m on m.recording_id = l.recording_id and m.place = s.place and m.kind = 'MANIFEST'
                         and not m.deleted
             where l.place = 'local' and l.node = :node and not l.deleted
               and s.verified_at <= :verifiedBefore and m.verified_at <= :verifiedBefore
               and (l.kind <> 'LOSSLESS' or l.verified_at <= :losslessBefore)
               and not exists (select 1 from legal_hold h
                                where h.recording_id = l.recording_id and h.released_at is null and not h.deleted)
             order by r.started_at, l.id limit :most
            """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LocalMedia() {}

    @Inject
    public LocalMedia(EntityManager entities) {
        this.entities = entities;
    }

    /** The object that has the same bytes. */
    record Elsewhere(String place, String object, long bytes) {}

    /** A file that may go, and the object that makes it dispensable. */
    record Dispensable(UUID recordingId, UUID tenantId, MediaCopy.Kind kind, String file, Elsewhere elsewhere) {}

    /** What is asked for: files of that node, verified in the bucket before, the lossless ones made before. */
    record Limits(String node, Instant verifiedBefore, Instant losslessBefore, boolean lossless, int most) {}

    List<Dispensable> dispensable(Limits limits) {
        List<?> rows = entities.createNativeQuery(DISPENSABLE, Object[].class)
                .setParameter("node", limits.node())
                .setParameter("lossless", limits.lossless())
                .setParameter("verifiedBefore", limits.verifiedBefore())
                .setParameter("losslessBefore", limits.losslessBefore())
                .setParameter("most", limits.most())
                .getResultList();
        return rows.stream().map(Object[].class::cast).map(LocalMedia::row).toList();
    }

    private static Dispensable row(Object[] row) {
        return new Dispensable(
                (UUID) row[0],
                (UUID) row[1],
                MediaCopy.Kind.valueOf((String) row[2]),
                (String) row[3],
                new Elsewhere((String) row[4], (String) row[5], ((Number) row[6]).longValue()));
    }

    /** Files of that recording on other nodes, as {@code node: path}. */
    List<String> onOtherNodes(UUID recordingId, String node) {
        List<?> rows = entities.createNativeQuery("""
                        select node || ': ' || location from copy
                         where recording_id = :id and place = 'local' and node <> :node and not deleted
                         order by 1""", String.class)
                .setParameter("id", recordingId)
                .setParameter("node", node)
                .getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    /** Whether a recording that is kept was made of the same journal. */
    boolean isShared(String journal, UUID recordingId) {
        return !entities.createNativeQuery("""
                        select id from recording
                         where journal = :journal and id <> :id and not deleted and state <> 'PURGED' limit 1""", UUID.class)
                .setParameter("journal", journal)
                .setParameter("id", recordingId)
                .getResultList()
                .isEmpty();
    }
}
