package org.holdfast.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;
import org.jspecify.annotations.Nullable;

/** Somebody's reason why a recording must not be deleted. A released one stays as history. */
@Entity
@Table(name = "legal_hold")
@SQLRestriction("not deleted")
public class LegalHold extends Row {
    @Column(name = "recording_id")
    private UUID recordingId;

    private String reason;

    @Column(name = "placed_by")
    private String placedBy;

    @Column(name = "placed_at")
    private Instant placedAt;

    @Column(name = "released_by")
    private @Nullable String releasedBy;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected LegalHold() {}

    LegalHold(UUID recordingId, String reason, String placedBy, Instant placedAt) {
        super(RowId.next());
        this.recordingId = recordingId;
        this.reason = StoredText.of(reason);
        this.placedBy = StoredText.of(placedBy);
        this.placedAt = placedAt;
    }

    void released(String by, Instant at) {
        releasedBy = StoredText.of(by);
        releasedAt = at;
    }

    UUID recordingId() {
        return recordingId;
    }

    String reason() {
        return reason;
    }

    String placedBy() {
        return placedBy;
    }

    Instant placedAt() {
        return placedAt;
    }
}
