package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.secret.SecretBox;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The webhooks an administrator made. Secrets go in and, made up here, out once; never again. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Webhooks {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String KIND = "webhook";
    private static final int SECRET_BYTES = 32;
    private static final int MOST = 50;
    private static final int MOST_DELIVERIES = 200;

    private EntityManager entities;
    private Deliveries deliveries;
    private Targets targets;
    private AuditTrail audit;
    private Clock clock;
    private SecretBox secrets;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Webhooks() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the parts it stands between
    public Webhooks(
            EntityManager entities,
            Deliveries deliveries,
            Targets targets,
            AuditTrail audit,
            Clock clock,
            Settings settings) {
        this.entities = entities;
        this.deliveries = deliveries;
        this.targets = targets;
        this.audit = audit;
        this.clock = clock;
        this.secrets = new SecretBox(settings);
    }

    /**
     * A webhook, and its secret where it was made up just now.
     *
     * @param secret null when the caller knows it, or must not
     */
    public record Made(KnownWebhook webhook, @Nullable String secret) {
        /** Never shows the secret. */
        @Override
        public String toString() {
            return webhook.toString();
        }
    }

    /** All of them, in order of name. */
    public List<KnownWebhook> list() {
        return entities.createQuery("select w from Webhook w order by lower(w.name), w.id", Webhook.class)
                .getResultStream()
                .map(Webhook::known)
                .toList();
    }

    public Optional<KnownWebhook> find(UUID id) {
        return Optional.ofNullable(entities.find(Webhook.class, id)).map(Webhook::known);
    }

    public Made create(SignedIn by, WebhookDraft wanted) {
        wanted.checked(targets);
        if (list().size() >= MOST) {
            throw ChangeRejected.conflict("", "There are %s webhooks already.", MOST);
        }
        String given = wanted.secret();
        String secret = given == null ? fresh() : given;
        UUID id = RowId.next();
        Webhook webhook = new Webhook(id, wanted, sealed(secret, id));
        entities.persist(webhook);
        entities.flush();
        note(by.actor(), AuditAction.CREATE, webhook.id(), null, webhook.known());
        return new Made(webhook.known(), given == null ? secret : null);
    }

    /** A secret that is named takes the place of the old one, which goes on signing for a day. */
    public KnownWebhook change(SignedIn by, UUID id, @Nullable Long ifVersion, WebhookDraft wanted) {
        wanted.checked(targets);
        Webhook webhook = existing(id, ifVersion);
        KnownWebhook before = webhook.known();
        webhook.is(wanted);
        if (wanted.secret() != null) {
            webhook.rotated(sealed(wanted.secret(), id), now());
        }
        if (wanted.enabled() && !before.enabled()) {
            deliveries.hopeful(id);
        }
        entities.flush();
        note(by.actor(), AuditAction.CHANGE, id, before, webhook.known());
        return webhook.known();
    }

    /** A new secret, made up here and shown only now; the old one goes on signing for a day. */
    public Made rotate(SignedIn by, UUID id) {
        Webhook webhook = existing(id, null);
        String secret = fresh();
        webhook.rotated(sealed(secret, id), now());
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id).saying("secret rotated"));
        return new Made(webhook.known(), secret);
    }

    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        Webhook webhook = existing(id, ifVersion);
        KnownWebhook before = webhook.known();
        webhook.remove();
        note(by.actor(), AuditAction.DELETE, id, before, null);
    }

    /** The newest events on their way to that webhook, or arrived. */
    public List<KnownDelivery> deliveries(UUID id) {
        return deliveries.newest(existing(id, null).id(), MOST_DELIVERIES);
    }

    /** Nobody has taken anything for too long. */
    void disable(UUID id, String because) {
        Webhook webhook = entities.find(Webhook.class, id);
        if (webhook != null) {
            KnownWebhook before = webhook.known();
            webhook.disabled(because);
            entities.flush();
            note(Actor.SYSTEM, AuditAction.CHANGE, id, before, webhook.known());
        }
    }

    /** Seals secrets that an earlier release kept in clear; a repeat changes nothing. */
    void seal() throws IOException {
        for (Webhook webhook :
                entities.createQuery("select w from Webhook w", Webhook.class).getResultList()) {
            webhook.seal(secrets);
        }
    }

    private String sealed(String secret, UUID id) {
        try {
            return secrets.seal(secret, id);
        } catch (IOException unwritable) {
            throw ChangeRejected.conflict("secret", "The secret cannot be sealed on this node: %s", unwritable);
        }
    }

    /** Where to, and what to sign with; empty when it is gone. */
    Optional<Courier.Letter> letter(UUID id, UUID eventId, EventKind kind, String body) {
        Webhook webhook = entities.find(Webhook.class, id);
        return webhook == null
                ? Optional.empty()
                : Optional.of(new Courier.Letter(id, webhook.url(), webhook.secrets(now()), eventId, kind, body));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Webhook existing(UUID id, @Nullable Long ifVersion) {
        Webhook webhook = entities.find(Webhook.class, id);
        if (webhook == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != webhook.version()) {
            throw ChangeRejected.stale();
        }
        return webhook;
    }

    private void note(
            Actor by, AuditAction action, UUID id, @Nullable KnownWebhook before, @Nullable KnownWebhook after) {
        audit.add(AuditEvent.of(by, action, KIND, id).changing(before, after));
    }

    private static String fresh() {
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
