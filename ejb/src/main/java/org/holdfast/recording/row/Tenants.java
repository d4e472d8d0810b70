package org.holdfast.recording.row;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Every tenant there is, for what works for each in turn. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Tenants {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Tenants() {}

    @Inject
    public Tenants(EntityManager entities) {
        this.entities = entities;
    }

    /** In the order of their ids. */
    public List<UUID> all() {
        List<?> rows = entities.createNativeQuery("select id from tenant where not deleted order by id", UUID.class)
                .getResultList();
        return rows.stream().map(UUID.class::cast).toList();
    }
}
