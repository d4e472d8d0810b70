package org.holdfast.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A row of the audit trail, for queries to read. Only {@link AuditTrail} adds rows, in SQL. */
@Entity
@Immutable
@Table(name = "audit_entry")
@IdClass(AuditEntry.Place.class)
public class AuditEntry {
    /** Where it stands. */
    public record Place(String node, long seq) implements Serializable {}

    @Id
    private String node;

    @Id
    private long seq;

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenantId;

    private Instant at;

    @Column(name = "actor_id")
    private @Nullable UUID actorId;

    private String actor;
    private String address;
    private String action;
    private String object;

    @Column(name = "object_id")
    private String objectId;

    private String detail;

    @Column(name = "before_value")
    private @Nullable String before;

    @Column(name = "after_value")
    private @Nullable String after;

    @Column(name = "previous_hash")
    private String previousHash;

    private String hash;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    AuditRecord read() {
        AuditEvent event = new AuditEvent(
                new Actor(actorId, actor, address),
                AuditAction.valueOf(action),
                object,
                objectId,
                detail,
                before,
                after);
        return new AuditRecord(node, seq, tenantId, at, event, previousHash, hash);
    }
}
