package org.holdfast.webhook;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.type.SqlTypes;
import org.holdfast.recording.row.Row;
import org.holdfast.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/** Where events are sent, and what they are signed with, sealed. A rotated secret goes on signing for a day beside the new one. */
@Entity
@Table(name = "webhook")
@SQLRestriction("not deleted")
public class Webhook extends Row {
    static final Duration BOTH_SIGN = Duration.ofDays(1);

    private String name;
    private String url;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> events = List.of();

    private boolean enabled;
    private String secret;

    @Column(name = "previous_secret")
    private @Nullable String previousSecret;

    @Column(name = "rotated_at")
    private @Nullable Instant rotatedAt;

    @Column(name = "disabled_because")
    private String disabledBecause = "";

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected Webhook() {}

    @SuppressWarnings("NullAway.Init") // is() sets the rest
    Webhook(UUID id, WebhookDraft wanted, String sealedSecret) {
        super(id);
        is(wanted);
        this.secret = sealedSecret;
    }

    final void is(WebhookDraft wanted) {
        name = wanted.name();
        url = wanted.url();
        events = wanted.events().stream().map(Enum::name).sorted().toList();
        enabled = wanted.enabled();
        if (enabled) {
            disabledBecause = "";
        }
    }

    void rotated(String sealedFresh, Instant at) {
        previousSecret = secret;
        secret = sealedFresh;
        rotatedAt = at;
    }

    void disabled(String because) {
        enabled = false;
        disabledBecause = because;
    }

    /** Seals what an earlier release kept in clear. */
    void seal(SecretBox secrets) throws IOException {
        secret = secrets.sealed(secret, id());
        if (previousSecret != null) {
            previousSecret = secrets.sealed(previousSecret, id());
        }
    }

    /** A tombstone goes on for ever: its secrets do not. */
    void remove() {
        secret = "";
        previousSecret = null;
        bury();
    }

    /** What a request at that moment is signed with, sealed, the newest first. */
    List<String> secrets(Instant at) {
        List<String> secrets = new ArrayList<>(List.of(secret));
        if (previousSecret != null && rotatedAt != null && at.isBefore(rotatedAt.plus(BOTH_SIGN))) {
            secrets.add(previousSecret);
        }
        return secrets;
    }

    String url() {
        return url;
    }

    KnownWebhook known() {
        Set<EventKind> kinds = EnumSet.noneOf(EventKind.class);
        for (EventKind kind : EventKind.values()) {
            if (events.contains(kind.name())) { // a later release may know more
                kinds.add(kind);
            }
        }
        return new KnownWebhook(id(), version(), name, url, kinds, enabled, disabledBecause);
    }
}
