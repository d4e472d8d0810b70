package org.holdfast.access.gate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;

/** A recording is that user's, for queries to read. Only {@code Assignments} writes it, in SQL. */
@Entity
@Immutable
@Table(name = "recording_assignment")
@IdClass(RecordingAssignment.Pair.class)
public class RecordingAssignment {
    /** Who and what. */
    public record Pair(UUID userId, UUID recordingId) implements Serializable {}

    @Id
    @Column(name = "user_id")
    private UUID userId;

    @Id
    @Column(name = "recording_id")
    private UUID recordingId;

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenantId;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingAssignment() {}
}
