package org.holdfast.recording.row;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Version;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.Type;

/**
 * A replicated row: who it is, whose it is, which node wrote this version of it, and whether it is gone. Never deleted,
 * only {@link #bury buried}; the database notes each change in {@code change_log}.
 */
@MappedSuperclass
public class Row {
    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenantId;

    @Column(name = "origin_node")
    private String originNode;

    @Version
    @Type(RowVersion.class)
    private Long version;

    @Column(name = "deleted")
    private boolean deleted;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Row() {}

    @SuppressWarnings("NullAway.Init") // Hibernate sets the rest at the first write
    protected Row(UUID id) {
        this.id = id;
    }

    public UUID id() {
        return id;
    }

    /** Whose it is. */
    public UUID tenantId() {
        return tenantId;
    }

    /** Of this row; every change makes it greater. */
    public long version() {
        return version;
    }

    /** Marks the row as gone; the tombstone is replicated like any other change. */
    protected void bury() {
        deleted = true;
    }

    @PrePersist
    @PreUpdate
    void writtenHere() {
        originNode = ThisNode.NAME;
    }
}
