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
import org.holdfast.recording.row.StoredText;

/** A SIP body as the SRC sent it, unchanged: rs-metadata, SDP or anything else. */
@Entity
@Table(name = "metadata_snapshot")
@SQLRestriction("not deleted")
public class MetadataSnapshot extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    /** Order of arrival. */
    @Column(name = "ordinal")
    private int ordinal;

    @Column(name = "at")
    private Instant at;

    @Column(name = "method")
    private String method;

    @Column(name = "content_type")
    private String contentType;

    @Column(name = "body")
    private byte[] body;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected MetadataSnapshot() {}

    MetadataSnapshot(Recording recording, int ordinal, RecordingFacts.Body came) {
        super(RowId.next());
        this.recording = recording;
        this.ordinal = ordinal;
        at = came.at();
        method = StoredText.of(came.method());
        contentType = StoredText.of(came.contentType());
        body = came.body();
    }
}
