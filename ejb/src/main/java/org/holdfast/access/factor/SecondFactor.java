package org.holdfast.access.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.jspecify.annotations.Nullable;

/** The device of a user, and what was used up of its codes. Asks nobody for a code before one of it was seen. */
@Entity
@Table(name = "second_factor")
@SQLRestriction("not deleted")
public class SecondFactor extends Row {
    @Column(name = "user_id")
    private UUID userId;

    private String secret;

    @Column(name = "confirmed_at")
    private @Nullable Instant confirmedAt;

    @Column(name = "last_step")
    private long lastStep;

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(name = "recovery_codes")
    private List<String> recoveryCodes = List.of();

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected SecondFactor() {}

    SecondFactor(UUID userId, OneTimeCode code) {
        super(RowId.next());
        this.userId = userId;
        this.secret = code.secret();
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    OneTimeCode code() {
        return new OneTimeCode(secret);
    }

    /** Takes a code of the device once, and none from before it. */
    boolean takes(String code, Instant now) {
        OptionalLong step = code().step(code, now, lastStep);
        step.ifPresent(taken -> lastStep = taken);
        return step.isPresent();
    }

    void confirm(Instant now, List<String> codesOnPaper) {
        confirmedAt = now;
        recoveryCodes = List.copyOf(codesOnPaper);
    }

    /** Takes a code on paper once. */
    boolean takesOnPaper(String digest) {
        boolean known = recoveryCodes.contains(digest);
        recoveryCodes =
                recoveryCodes.stream().filter(code -> !code.equals(digest)).toList();
        return known;
    }

    int codesOnPaper() {
        return recoveryCodes.size();
    }

    void remove() {
        bury();
    }
}
