package org.holdfast.work;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One kind of work for one recording, for queries to read. Only {@link WorkQueue} writes it, in SQL. */
@Entity
@Immutable
@Table(name = "work_item")
public class WorkItem {
    /** How far an item is. */
    public enum State {
        WAITING,
        DONE,
        GIVEN_UP
    }

    @Id
    private UUID id;

    @Column(name = "tenant_id")
    private UUID tenantId;

    @Column(name = "recording_id")
    private UUID recordingId;

    @Column(name = "kind")
    @Enumerated(EnumType.STRING)
    private WorkKind kind;

    /** Where the recording's journal and local media lie: only there it can be worked on. */
    @Column(name = "node")
    private String node;

    @Column(name = "state")
    @Enumerated(EnumType.STRING)
    private State state;

    @Column(name = "due_at")
    private Instant dueAt;

    @Column(name = "attempts")
    private int attempts;

    /** Tries in a row without a planned outcome. */
    @Column(name = "failures")
    private int failures;

    @Column(name = "leased_by")
    private @Nullable String leasedBy;

    @Column(name = "leased_until")
    private @Nullable Instant leasedUntil;

    @Column(name = "because")
    private @Nullable String because;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Column(name = "set_aside_at")
    private @Nullable Instant setAsideAt;

    @Column(name = "set_aside_by")
    private @Nullable String setAsideBy;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected WorkItem() {}
}
