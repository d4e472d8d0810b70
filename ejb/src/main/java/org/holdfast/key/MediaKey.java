package org.holdfast.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.media.key.WrappedKey;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.StoredText;
import org.jspecify.annotations.Nullable;

/** The wrapped data key of one recording's media, under the recording's own id. A destroyed one stays, empty, as the proof. */
@Entity
@Table(name = "media_key")
@SQLRestriction("not deleted")
public class MediaKey extends Row {
    private String wrapped;

    @Column(name = "created_at")
    @SuppressWarnings("UnusedVariable") // for people
    private Instant createdAt;

    @Column(name = "destroyed_at")
    private @Nullable Instant destroyedAt;

    @Column(name = "destroyed_by")
    @SuppressWarnings("UnusedVariable") // for people
    private @Nullable String destroyedBy;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected MediaKey() {}

    MediaKey(UUID recordingId, WrappedKey key, Instant at) {
        super(recordingId);
        wrapped = key.text();
        createdAt = at;
    }

    /** None once it was destroyed. */
    Optional<WrappedKey> key() {
        return isDestroyed() ? Optional.empty() : Optional.of(WrappedKey.of(wrapped));
    }

    boolean isDestroyed() {
        return destroyedAt != null;
    }

    /** The same data key under another key encryption key; what was destroyed meanwhile stays so. */
    void wrappedAnew(WrappedKey key) {
        if (!isDestroyed()) {
            wrapped = key.text();
        }
    }

    void destroyed(String by, Instant at) {
        wrapped = "";
        destroyedBy = StoredText.of(by);
        destroyedAt = at;
    }
}
