package org.holdfast.access.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.recording.row.RowId;
import org.holdfast.secret.SecretBox;
import org.holdfast.secret.SecretUnreadable;
import org.jspecify.annotations.Nullable;

/** The device of a user, and what was used up of its codes. Asks nobody for a code before one of it was seen. */
@Entity
@Table(name = "second_factor")
@SQLRestriction("not deleted")
public class SecondFactor extends Row {
    @Column(name = "user_id")
    private UUID userId;

    /** Sealed for the user. */
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

    SecondFactor(UUID userId, String sealedSecret) {
        super(RowId.next());
        this.userId = userId;
        this.secret = sealedSecret;
    }

    boolean isConfirmed() {
        return confirmedAt != null;
    }

    /** What the device shows. */
    OneTimeCode device(SecretBox secrets) throws SecretUnreadable {
        return new OneTimeCode(secrets.opened(secret, userId));
    }

    /** Seals what an earlier release kept in clear. */
    void seal(SecretBox secrets) throws IOException {
        secret = secrets.sealed(secret, userId);
    }

    /** Takes a code of the device once, and none from before it. */
    boolean takes(OneTimeCode device, String code, Instant now) {
        OptionalLong step = device.step(code, now, lastStep);
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

    /** A tombstone goes on for ever: its secrets do not. */
    void remove() {
        secret = "";
        recoveryCodes = List.of();
        bury();
    }
}
