package org.holdfast.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.media.key.WrappedKey;
import org.holdfast.recording.row.TellsOutage;

/** The rows of media keys. Stateless; each call is one short transaction, no key file is read in it. */
@ApplicationScoped
@TellsOutage
@Transactional
public class MediaKeyRows {
    private EntityManager entities;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected MediaKeyRows() {}

    @Inject
    public MediaKeyRows(EntityManager entities, Clock clock) {
        this.entities = entities;
        this.clock = clock;
    }

    /** What is known of a recording's key: nothing, that it was destroyed, or how it is wrapped. */
    sealed interface Known {
        record Nothing() implements Known {}

        record Destroyed() implements Known {}

        record Wrapped(WrappedKey key) implements Known {}
    }

    Known of(UUID recordingId) {
        MediaKey row = entities.find(MediaKey.class, recordingId);
        if (row == null) {
            return new Known.Nothing();
        }
        return row.key().<Known>map(Known.Wrapped::new).orElseGet(Known.Destroyed::new);
    }

    /** That key, unless there is one already, which then stands. */
    Known keep(UUID recordingId, WrappedKey fresh) {
        if (entities.find(MediaKey.class, recordingId) == null) {
            entities.persist(new MediaKey(recordingId, fresh, clock.instant()));
        }
        return of(recordingId);
    }

    /** False when there is none, or none any more. */
    boolean destroy(UUID recordingId, String by) {
        MediaKey row = entities.find(MediaKey.class, recordingId);
        if (row == null || row.isDestroyed()) {
            return false;
        }
        row.destroyed(by, clock.instant());
        return true;
    }

    void wrappedAnew(UUID recordingId, WrappedKey key) {
        Optional.ofNullable(entities.find(MediaKey.class, recordingId)).ifPresent(row -> row.wrappedAnew(key));
    }

    /** Whose recording has a key. */
    record Owned(UUID recordingId, UUID tenantId) {}

    /** Recordings of all tenants whose key is wrapped by another than that one, by their ids, from behind one on. */
    List<Owned> wrappedByOthers(String keyId, UUID after, int most) {
        List<?> rows = entities.createNativeQuery("""
                        select id, tenant_id from media_key
                         where not deleted and destroyed_at is null and id > :after and not starts_with(wrapped, :known)
                         order by id limit :most""", Object[].class)
                .setParameter("after", after)
                .setParameter("known", keyId + ' ')
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Owned((UUID) row[0], (UUID) row[1]))
                .toList();
    }

    /** How many keys each key encryption key wraps, those of all tenants. */
    Map<String, Long> counts() {
        List<?> rows = entities.createNativeQuery("""
                        select split_part(wrapped, ' ', 1), count(*) from media_key
                         where not deleted and destroyed_at is null group by 1 order by 1""", Object[].class).getResultList();
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.stream()
                .map(Object[].class::cast)
                .forEach(row -> counts.put((String) row[0], ((Number) row[1]).longValue()));
        return counts;
    }
}
