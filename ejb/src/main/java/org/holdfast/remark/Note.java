package org.holdfast.remark;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.access.SignedIn;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** What somebody wrote beside a recording. Never changed, only removed. */
@Entity
@Table(name = "note")
@SQLRestriction("not deleted")
public class Note extends Row {
    @Column(name = "recording_id")
    private UUID recordingId;

    @Column(name = "author_id")
    private UUID authorId;

    private String author;

    @Column(name = "written_at")
    private Instant writtenAt;

    @Column(name = "offset_ms")
    private @Nullable Long offsetMs;

    private String text;

    /** Made by the database, for searches. */
    @Column(name = "search_text", insertable = false, updatable = false)
    private String searchText;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Note() {}

    @SuppressWarnings("NullAway.Init") // the database makes the search text
    Note(UUID recordingId, SignedIn by, Instant now, @Nullable Duration at, String text) {
        super(RowId.next());
        this.recordingId = recordingId;
        authorId = by.userId();
        author = by.name().isBlank() ? by.login() : by.name();
        writtenAt = now;
        offsetMs = at == null ? null : at.toMillis();
        this.text = text;
    }

    UUID recordingId() {
        return recordingId;
    }

    boolean isBy(UUID user) {
        return authorId.equals(user);
    }

    void remove() {
        bury();
    }

    KnownNote known() {
        return new KnownNote(id(), author, authorId, writtenAt, offsetMs, text);
    }
}
