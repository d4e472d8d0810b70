package org.holdfast.storage.target;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;

/** Reads targets from the catalogue. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class StoredTargets {
    /** The first that fits: its place, and that of its mirror. */
    private static final String CHOSEN = """
            select cast(t.id as text), t.mirror from storage_target t
             where t.tenant_id = :tenant and t.enabled and not t.deleted
               and (cardinality(t.tags) = 0
                    or exists (select 1 from recording_tag g where g.recording_id = :recording and not g.deleted
                                  and g.tag_key in (select lower(wanted) from unnest(t.tags) wanted)))
               and (cardinality(t.group_ids) = 0
                    or exists (with recursive below (id) as (
                                   select unnest(t.group_ids)
                                   union select g.id from user_group g join below b on g.parent_id = b.id
                                          where not g.deleted)
                               select 1 from recording_assignment a
                                 join app_user u on u.id = a.user_id and not u.deleted
                                where a.recording_id = :recording
                                  and exists (select 1 from below where below.id = any (u.group_ids))))
             order by t.position, t.id limit 1
            """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StoredTargets() {}

    @Inject
    public StoredTargets(EntityManager entities) {
        this.entities = entities;
    }

    /** A target with its secret, still sealed. */
    record Stored(UUID tenant, KnownTarget known, String sealedSecret) {
        /** Shows no secret. */
        @Override
        public String toString() {
            return known.toString();
        }
    }

    /** Those that have any. */
    List<UUID> tenants() {
        List<?> ids = entities.createNativeQuery(
                        "select distinct tenant_id from storage_target where not deleted", UUID.class)
                .getResultList();
        return ids.stream().map(UUID.class::cast).toList();
    }

    /** Of the current tenant. */
    List<Stored> ofTenant() {
        return entities.createQuery("select t from TargetRow t order by t.position, t.id", TargetRow.class)
                .getResultStream()
                .map(row -> new Stored(CurrentTenant.get(), row.known(), row.sealedSecret()))
                .toList();
    }

    /** The places that recording goes to; none when no target fits it. */
    List<String> chosen(UUID recordingId) {
        List<?> rows = entities.createNativeQuery(CHOSEN, Object[].class)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("recording", recordingId)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .flatMap(row -> Stream.of((String) row[0], (String) row[1]))
                .filter(place -> !place.isEmpty())
                .distinct()
                .toList();
    }
}
