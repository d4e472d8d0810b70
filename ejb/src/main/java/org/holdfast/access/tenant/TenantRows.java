package org.holdfast.access.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Reads tenants, in a transaction of its own: the caller's has not yet decided whose it is. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class TenantRows {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected TenantRows() {}

    @Inject
    public TenantRows(EntityManager entities) {
        this.entities = entities;
    }

    /** All of them, in order of name. */
    public List<KnownTenant> all() {
        List<?> rows = entities.createNativeQuery(
                        "select id, version, name, addresses from tenant where not deleted order by lower(name)",
                        Tuple.class)
                .getResultList();
        return rows.stream().map(Tuple.class::cast).map(TenantRows::known).toList();
    }

    private static KnownTenant known(Tuple row) {
        return new KnownTenant(
                row.get("id", UUID.class),
                row.get("version", Number.class).longValue(),
                row.get("name", String.class),
                Arrays.asList(row.get("addresses", String[].class)));
    }

    /** Of a recording; null when there is none. */
    public @Nullable UUID ofRecording(UUID recordingId) {
        List<?> found = entities.createNativeQuery("select tenant_id from recording where id = :id", UUID.class)
                .setParameter("id", recordingId)
                .getResultList();
        return found.isEmpty() ? null : (UUID) found.getFirst();
    }
}
