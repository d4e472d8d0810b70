package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;

/**
 * What is known of locks in buckets: noted when an object was put with one and when a bucket told of one, so that a locked
 * recording is named and shown without asking the bucket again before its time. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class ObjectLocks {
    private EntityManager entities;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ObjectLocks() {}

    @Inject
    public ObjectLocks(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** A lock that holds now. */
    public record Locked(Instant until, String because) {
        /** For people. */
        public String words() {
            return "It is locked in the bucket until %s: %s".formatted(until, because);
        }
    }

    /** An object of the recording is locked until then; the latest known counts. */
    public void note(UUID recordingId, Instant until, String because) {
        entities.createNativeQuery("""
                        insert into object_lock as l (recording_id, tenant_id, locked_until, because, seen_at)
                        select id, tenant_id, :until, :because, :now from recording where id = :id and tenant_id = :tenant
                            on conflict (recording_id) do update
                           set locked_until = greatest(l.locked_until, excluded.locked_until),
                               because = excluded.because, seen_at = excluded.seen_at""")
                .setParameter("until", until)
                .setParameter("because", StoredText.of(because))
                .setParameter("now", clock.instant())
                .setParameter("id", recordingId)
                .setParameter("tenant", CurrentTenant.get())
                .executeUpdate();
    }

    /** The lock in force. */
    public Optional<Locked> of(UUID recordingId) {
        List<?> rows = entities.createNativeQuery("""
                        select locked_until, because from object_lock
                         where recording_id = :id and tenant_id = :tenant and locked_until > :now""", Tuple.class)
                .setParameter("id", recordingId)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("now", clock.instant())
                .getResultList();
        return rows.stream()
                .map(Tuple.class::cast)
                .findFirst()
                .map(row -> new Locked(row.get("locked_until", Instant.class), row.get("because", String.class)));
    }
}
