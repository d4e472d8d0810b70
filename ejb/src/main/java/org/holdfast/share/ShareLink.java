package org.holdfast.share;

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

/** A link to a moment of a recording. Of its secret only the digest is kept. Never changed, only removed. */
@Entity
@Table(name = "share_link")
@SQLRestriction("not deleted")
public class ShareLink extends Row {
    @Column(name = "recording_id")
    private UUID recordingId;

    @Column(name = "author_id")
    private UUID authorId;

    private String author;

    @SuppressWarnings("UnusedVariable") // links are found by it
    private String digest;

    @Column(name = "offset_ms")
    private long offsetMs;

    @Column(name = "made_at")
    @SuppressWarnings("UnusedVariable") // for the database's readers
    private Instant madeAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ShareLink() {}

    ShareLink(SignedIn by, SharedMoment moment, String digest, Instant now, Duration lifetime) {
        super(RowId.next());
        recordingId = moment.recordingId();
        offsetMs = moment.at().toMillis();
        authorId = by.userId();
        author = by.name().isBlank() ? by.login() : by.name();
        this.digest = digest;
        madeAt = now;
        expiresAt = now.plus(lifetime);
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(expiresAt);
    }

    boolean isBy(UUID user) {
        return authorId.equals(user);
    }

    boolean isOf(UUID recording) {
        return recordingId.equals(recording);
    }

    void remove() {
        bury();
    }

    SharedMoment moment() {
        return new SharedMoment(recordingId, Duration.ofMillis(offsetMs));
    }

    KnownLink known() {
        return new KnownLink(id(), author, authorId, offsetMs, expiresAt);
    }
}
