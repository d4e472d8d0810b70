package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;

/** A correlation key of a recording: Call-ID, session id, UCID, vendor field. */
@Entity
@Table(name = "recording_identifier")
@SQLRestriction("not deleted")
public class RecordingIdentifier extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    private String name;
    private String value;

    /** Made by the database, for searches. */
    @Column(name = "search_text", insertable = false, updatable = false)
    private String searchText;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingIdentifier() {}

    @SuppressWarnings("NullAway.Init") // the database makes the search text
    RecordingIdentifier(Recording recording, String name, String value) {
        super(RowId.next());
        this.recording = recording;
        this.name = StoredText.of(name);
        this.value = StoredText.of(value);
    }

    String name() {
        return name;
    }

    String value() {
        return value;
    }
}
