package org.holdfast.export;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.TenantId;
import org.hibernate.type.SqlTypes;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Right;
import org.holdfast.playback.MediaFormat;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** The order of an export and what became of it. What changes while it is packed, {@link ExportQueue} writes in SQL. */
@Entity
@DynamicUpdate // ExportQueue writes the others meanwhile
@Table(name = "export_job")
class ExportJob {
    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenantId;

    private String node;

    @Column(name = "user_id")
    private UUID userId;

    private String login;
    private String address;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "only_rights")
    private List<String> onlyRights;

    @Enumerated(EnumType.STRING)
    private MediaFormat format;

    private String asked;

    @Enumerated(EnumType.STRING)
    private KnownExport.State state;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "leased_until")
    private @Nullable Instant leasedUntil;

    private int total;
    private int done;
    private int included;
    private long bytes;
    private String sha256;
    private String because;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ExportJob() {}

    @SuppressWarnings("NullAway.Init") // Hibernate sets the tenant
    ExportJob(String node, SignedIn by, MediaFormat format, String asked, int total, Instant now) {
        id = RowId.next();
        this.node = node;
        userId = by.userId();
        login = by.login();
        address = by.address();
        onlyRights = by.only().stream().map(Right::word).sorted().toList();
        this.format = format;
        this.asked = asked;
        this.total = total;
        state = KnownExport.State.WAITING;
        requestedAt = now;
        sha256 = "";
        because = "";
    }

    UUID id() {
        return id;
    }

    boolean isOf(UUID user) {
        return userId.equals(user);
    }

    /** Who asked, as they were signed in then. */
    SignedIn by() {
        Set<Right> only = onlyRights.stream()
                .map(word -> Right.ofWord(word).orElseThrow())
                .collect(Collectors.toSet());
        return new SignedIn(userId, login, login, address, only);
    }

    void gone(String why) {
        state = KnownExport.State.GONE;
        because = why;
        leasedUntil = null;
    }

    KnownExport known() {
        return new KnownExport(
                id,
                node,
                state,
                format,
                asked,
                login,
                requestedAt,
                finishedAt,
                expiresAt,
                total,
                done,
                included,
                bytes,
                sha256,
                because);
    }
}
