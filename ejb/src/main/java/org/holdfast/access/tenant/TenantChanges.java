package org.holdfast.access.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.RowVersion;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.recording.row.ThisNode;

/** Changes tenants, in SQL: a tenant is no row of a tenant. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class TenantChanges {
    private static final String KIND = "tenant";
    private static final String ADMINISTRATOR = "administrator";

    private EntityManager entities;
    private AuditTrail audit;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected TenantChanges() {}

    @Inject
    public TenantChanges(EntityManager entities, AuditTrail audit) {
        this.entities = entities;
        this.audit = audit;
    }

    /** The role of the first user of that tenant. */
    static UUID administratorOf(UUID tenant) {
        return RowId.of(tenant, "role " + ADMINISTRATOR);
    }

    boolean create(SignedIn by, UUID id, String name, List<String> addresses) {
        entities.createNativeQuery("""
                        insert into tenant (id, name, addresses, origin_node, version)
                        values (:id, :name, cast(:addresses as text[]), :node, :version)""")
                .setParameter("id", id)
                .setParameter("name", name)
                .setParameter("addresses", array(addresses))
                .setParameter("node", ThisNode.NAME)
                .setParameter("version", RowVersion.later(0))
                .executeUpdate();
        roles(id);
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, id)
                .changing(null, new KnownTenant(id, 0, name, addresses)));
        return true;
    }

    /** The default roles, none of which goes beyond the tenant. */
    private void roles(UUID tenant) {
        List<?> names = entities.createNativeQuery(
                        "select name from app_role where id between '00000000-0000-7000-8000-000000000101'"
                                + " and '00000000-0000-7000-8000-000000000106' and not deleted",
                        String.class)
                .getResultList();
        for (Object name : names) {
            entities.createNativeQuery("""
                            insert into app_role (id, tenant_id, origin_node, version, name, permissions)
                            select :id, :tenant, :node, :version, name,
                                   array(select replace(p, ':all', ':tenant') from unnest(permissions) p)
                              from app_role
                             where name = :name and not deleted and id between '00000000-0000-7000-8000-000000000101'
                                   and '00000000-0000-7000-8000-000000000106'""")
                    .setParameter("id", RowId.of(tenant, "role " + name))
                    .setParameter("tenant", tenant)
                    .setParameter("node", ThisNode.NAME)
                    .setParameter("version", RowVersion.later(0))
                    .setParameter("name", name)
                    .executeUpdate();
        }
    }

    boolean change(SignedIn by, KnownTenant before, KnownTenant wanted) {
        entities.createNativeQuery("""
                        update tenant set name = :name, addresses = cast(:addresses as text[]), origin_node = :node,
                               version = :version
                         where id = :id""")
                .setParameter("id", wanted.id())
                .setParameter("name", wanted.name())
                .setParameter("addresses", array(wanted.addresses()))
                .setParameter("node", ThisNode.NAME)
                .setParameter("version", RowVersion.later(before.version()))
                .executeUpdate();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, wanted.id()).changing(before, wanted));
        return true;
    }

    /** As PostgreSQL writes an array; nothing in an address needs more than quotes. */
    private static String array(List<String> texts) {
        return texts.stream()
                .map(text -> '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }
}
