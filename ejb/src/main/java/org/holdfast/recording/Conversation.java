package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;

/** What joins the recordings of one conversation: a CS group (RFC 7865 §6.2). */
@Entity
@Table(name = "conversation")
@SQLRestriction("not deleted")
public class Conversation extends Row {
    private String key;

    @Column(name = "started_at")
    private Instant startedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Conversation() {}

    Conversation(UUID id, String key, Instant startedAt) {
        super(id);
        this.key = StoredText.of(key);
        this.startedAt = startedAt;
    }

    /** Every node gives the same conversation the same id. */
    static UUID idOf(UUID tenant, String key) {
        return RowId.of(tenant, key);
    }

    public String key() {
        return key;
    }

    /** Idempotent: parts of a conversation may become known in any order. */
    void began(Instant at) {
        if (at.isBefore(startedAt)) {
            startedAt = at;
        }
    }
}
