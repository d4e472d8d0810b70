package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;

/** Known absence of media, with its cause. */
@Entity
@Table(name = "gap")
@SQLRestriction("not deleted")
public class Gap extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    private int stream;

    @Column(name = "started_at")
    private Instant startedAt;

    @Column(name = "ended_at")
    private Instant endedAt;

    private String cause;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Gap() {}

    Gap(Recording recording, FinalisedMedia.Absence absence) {
        super(RowId.next());
        this.recording = recording;
        stream = absence.stream();
        startedAt = absence.from();
        endedAt = absence.until();
        cause = absence.cause();
    }

    FinalisedMedia.Absence absence() {
        return new FinalisedMedia.Absence(stream, startedAt, endedAt, cause);
    }

    void gone() {
        bury();
    }
}
