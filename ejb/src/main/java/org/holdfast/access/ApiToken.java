package org.holdfast.access;

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

/** A bearer token: its digest, whose it is, and until when. */
@Entity
@Table(name = "api_token")
@SQLRestriction("not deleted")
public class ApiToken extends Row {
    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "user_id")
    private AppUser user;

    @Column(name = "digest")
    private String digest;

    @Column(name = "issued_at")
    private Instant issuedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(AppUser user, String digest, Instant issuedAt, Instant expiresAt) {
        super(RowId.next());
        this.user = user;
        this.digest = digest;
        this.issuedAt = issuedAt;
        this.expiresAt = expiresAt;
    }

    AppUser user() {
        return user;
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(expiresAt) && user.enabled();
    }

    void expired() {
        bury();
    }
}
