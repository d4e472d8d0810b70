package org.holdfast.recording;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.SQLRestriction;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** One file of a recording's media in one place; read back and compared there at {@code verifiedAt}. */
@Entity
@Table(name = "copy")
@SQLRestriction("not deleted")
public class Copy extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "recording_id")
    @SuppressWarnings("UnusedVariable") // holds the foreign key
    private Recording recording;

    private String place;

    /** For local copies, the node that has it; for others, the node that put it there. */
    private String node;

    @Enumerated(EnumType.STRING)
    private MediaCopy.Kind kind;

    @Column(name = "content_type")
    private String contentType;

    private String location;

    @Column(name = "bytes")
    private long bytes;

    private String sha256;

    @Column(name = "plain_bytes")
    private @Nullable Long plainBytes;

    @Column(name = "plain_sha256")
    private @Nullable String plainSha256;

    @Column(name = "verified_at")
    private Instant verifiedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Copy() {}

    Copy(Recording recording, String node, MediaCopy found) {
        super(RowId.next());
        this.recording = recording;
        this.node = node;
        place = found.place();
        kind = found.kind();
        describe(found);
    }

    boolean standsWhere(MediaCopy found, String atNode) {
        return place.equals(found.place()) && kind == found.kind() && node.equals(atNode);
    }

    /** Idempotent: the same bytes seen again leave the row as it is. */
    void replaced(MediaCopy found) {
        if (!found.sha256().equals(sha256) || !found.location().equals(location)) {
            describe(found);
        }
    }

    boolean is(String atPlace, MediaCopy.Kind ofKind) {
        return place.equals(atPlace) && kind == ofKind;
    }

    void gone() {
        bury();
    }

    private void describe(MediaCopy found) {
        contentType = found.contentType();
        location = found.location();
        bytes = found.bytes();
        sha256 = found.sha256();
        plainBytes = found.isEncrypted() ? found.plainBytes() : null;
        plainSha256 = found.isEncrypted() ? found.plainSha256() : null;
        verifiedAt = found.verifiedAt();
    }
}
