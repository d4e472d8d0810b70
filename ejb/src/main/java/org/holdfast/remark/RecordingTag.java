package org.holdfast.remark;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A word that recordings are found by; upper and lower case are the same tag. */
@Entity
@Table(name = "recording_tag")
@SQLRestriction("not deleted")
public class RecordingTag extends Row {
    @Column(name = "recording_id")
    private UUID recordingId;

    private String tag;

    @SuppressWarnings("UnusedVariable") // for the database's readers
    private String author;

    /** Made by the database, for searches. */
    @Column(name = "tag_key", insertable = false, updatable = false)
    private String tagKey;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingTag() {}

    @SuppressWarnings("NullAway.Init") // the database makes the key
    RecordingTag(UUID recordingId, String tag, String author) {
        super(RowId.next());
        this.recordingId = recordingId;
        this.tag = tag;
        this.author = author;
    }

    UUID recordingId() {
        return recordingId;
    }

    String tag() {
        return tag;
    }

    void remove() {
        bury();
    }
}
