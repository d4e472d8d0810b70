package org.holdfast.storage.target;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;

/** A storage target in the catalogue. Its secret is sealed; see {@code SecretBox}. */
@Entity
@Table(name = "storage_target")
@SQLRestriction("not deleted")
public class TargetRow extends Row {
    private String name;
    private boolean enabled;
    private int position;

    @Embedded
    private TargetAddress address;

    @Embedded
    private TargetTerms terms;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "group_ids")
    private List<UUID> groupIds = List.of();

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> tags = List.of();

    private String mirror = "";

    @Column(name = "presign_seconds")
    private int presignSeconds;

    @Column(name = "monthly_price_per_gb")
    private double monthlyPricePerGb;

    @Column(name = "sealed_secret")
    private String sealedSecret = "";

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected TargetRow() {}

    @SuppressWarnings("NullAway.Init") // is() sets the rest
    TargetRow(UUID id, KnownTarget wanted) {
        super(id);
        is(wanted);
    }

    void is(KnownTarget wanted) {
        name = wanted.name();
        enabled = wanted.enabled();
        position = wanted.position();
        address = wanted.address();
        terms = wanted.terms();
        groupIds = wanted.use().groups();
        tags = wanted.use().tags();
        mirror = wanted.use().mirror();
        presignSeconds = wanted.use().presignSeconds();
        monthlyPricePerGb = wanted.use().monthlyPricePerGb();
    }

    void sealed(String secret) {
        sealedSecret = secret;
    }

    String sealedSecret() {
        return sealedSecret;
    }

    void remove() {
        sealedSecret = "";
        bury();
    }

    KnownTarget known() {
        return new KnownTarget(
                id(),
                version(),
                name,
                enabled,
                position,
                address,
                terms,
                new KnownTarget.Use(groupIds, tags, mirror, presignSeconds, monthlyPricePerGb));
    }
}
