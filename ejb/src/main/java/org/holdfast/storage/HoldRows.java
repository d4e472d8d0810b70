package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.TellsOutage;

/** Which objects do not yet carry the flag that the legal hold of their recording asks for. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class HoldRows {
    private static final String DUE = """
        select c.id, c.place, c.location, true from legal_hold h
          join copy c on c.recording_id = h.recording_id and c.place in (:places) and c.node = :node and not c.deleted
         where h.released_at is null and not h.deleted
           and not exists (select 1 from copy_hold f where f.copy_id = c.id and f.held)
        union all
        select c.id, c.place, c.location, false from copy_hold f
          join copy c on c.id = f.copy_id and c.place in (:places) and c.node = :node and not c.deleted
         where f.held
           and not exists (select 1 from legal_hold h where h.recording_id = c.recording_id
                              and h.released_at is null and not h.deleted)
         limit :most
        """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected HoldRows() {}

    @Inject
    public HoldRows(EntityManager entities) {
        this.entities = entities;
    }

    /** An object whose flag is to be set or taken away. */
    record Flag(UUID copyId, String place, String key, boolean held) {}

    List<Flag> due(Collection<String> places, String node, int most) {
        List<?> rows = entities.createNativeQuery(DUE, Object[].class)
                .setParameter("places", places)
                .setParameter("node", node)
                .setParameter("most", most)
                .getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new Flag((UUID) row[0], (String) row[1], (String) row[2], (Boolean) row[3]))
                .toList();
    }

    void set(Flag flag) {
        entities.createNativeQuery("""
            insert into copy_hold (copy_id, held, at) values (:id, :held, now())
            on conflict (copy_id) do update set held = excluded.held, at = excluded.at
            """)
                .setParameter("id", flag.copyId())
                .setParameter("held", flag.held())
                .executeUpdate();
    }
}
