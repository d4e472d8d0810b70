package org.holdfast.recording;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** A point on the timeline of a recording. */
@Entity
@Table(name = "recording_event")
@SQLRestriction("not deleted")
public class RecordingEvent extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    private Instant at;
    private String kind;
    private String detail;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected RecordingEvent() {}

    RecordingEvent(Recording recording, FinalisedMedia.Event event) {
        super(RowId.next());
        this.recording = recording;
        at = event.at();
        kind = event.kind();
        detail = event.detail();
    }

    FinalisedMedia.Event event() {
        return new FinalisedMedia.Event(at, kind, detail);
    }

    void gone() {
        bury();
    }
}
