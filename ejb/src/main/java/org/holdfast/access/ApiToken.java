package org.holdfast.access;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.access.gate.Right;
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

    /** What its user calls it. */
    private String name = "";

    /** Words of the rights it is limited to; none: all that its user has. */
    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> rights = List.of();

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ApiToken() {}

    ApiToken(AppUser user, String digest, Instant issuedAt, Tokens.Wish wish) {
        super(RowId.next());
        this.user = user;
        this.digest = digest;
        this.issuedAt = issuedAt;
        this.expiresAt = issuedAt.plus(wish.lifetime());
        this.name = wish.name();
        this.rights = wish.only().stream().map(Right::word).sorted().toList();
    }

    AppUser user() {
        return user;
    }

    boolean holdsAt(Instant now) {
        return now.isBefore(expiresAt) && user.trusts(issuedAt);
    }

    void end() {
        bury();
    }

    Tokens.Known known() {
        return new Tokens.Known(id(), user.id(), name, List.copyOf(rights), issuedAt, expiresAt);
    }
}
