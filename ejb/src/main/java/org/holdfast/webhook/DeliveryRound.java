package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * Delivers what is due, one at a time to each webhook and to four webhooks at once, so that one that hangs delays no other.
 * What is not taken is tried again after 10 s, 20 s, 40 s … 1 h, give or take; a webhook that has taken nothing for too long is
 * switched off. Thread-safe.
 */
@ApplicationScoped
public class DeliveryRound {
    static final Duration FORGOTTEN = Duration.ofDays(14);

    private static final int AT_ONCE = 4;
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration FIRST_DELAY = Duration.ofSeconds(10);
    private static final Duration LONGEST_DELAY = Duration.ofHours(1);

    private Deliveries deliveries;
    private Webhooks webhooks;
    private Courier courier;
    private Events events;
    private AuditTrail audit;
    private Executor executor;
    private Duration patience;
    private boolean worker;
    private final String holder = RowId.next().toString();
    private final Semaphore places = new Semaphore(AT_ONCE);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected DeliveryRound() {}

    @Inject
    public DeliveryRound(
            Deliveries deliveries,
            Webhooks webhooks,
            Courier courier,
            Events events,
            AuditTrail audit,
            Executor executor,
            Settings settings) {
        this.deliveries = deliveries;
        this.webhooks = webhooks;
        this.courier = courier;
        this.events = events;
        this.audit = audit;
        this.executor = executor;
        this.patience = settings.duration(Setting.WEBHOOK_DISABLE_AFTER);
        this.worker = settings.contains(Setting.ROLES, "worker");
    }

    /** Looks for what is due; returns at once. */
    public void wake() {
        for (int i = 0; worker && i < AT_ONCE && places.tryAcquire(); i++) {
            try {
                executor.execute(this::work);
            } catch (RejectedExecutionException stopping) {
                places.release();
            }
        }
    }

    private void work() {
        try {
            for (Optional<Deliveries.Claimed> next = claim(); next.isPresent(); next = claim()) {
                Deliveries.Claimed delivery = next.get();
                CurrentTenant.as(delivery.tenantId(), () -> {
                    deliver(delivery);
                    return delivery;
                });
            }
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.debug("Deliveries wait for the database", away);
        } finally {
            places.release();
        }
    }

    private Optional<Deliveries.Claimed> claim() {
        return deliveries.claim(holder, LEASE);
    }

    private void deliver(Deliveries.Claimed delivery) {
        Optional<Courier.Letter> letter =
                webhooks.letter(delivery.webhookId(), delivery.eventId(), delivery.kind(), delivery.body());
        if (letter.isEmpty()) {
            deliveries.givenUp(delivery, new Courier.Receipt(null, "the webhook is gone", 0));
            return;
        }
        Courier.Receipt receipt = courier.deliver(letter.get());
        String name = delivery.webhookId().toString();
        if (receipt.taken()) {
            deliveries
                    .done(delivery, receipt)
                    .ifPresent(failing -> WorkerLog.LOG.webhookWorksAgain(name, failing.toSeconds()));
        } else if (delivery.age().compareTo(patience) > 0) {
            Duration failing = deliveries.again(delivery, receipt, LONGEST_DELAY);
            deliveries.givenUp(delivery, receipt);
            disableIfHopeless(delivery.webhookId(), failing, receipt);
        } else {
            Duration failing = deliveries.again(delivery, receipt, delay(delivery.attempts()));
            if (failing.isZero()) {
                WorkerLog.LOG.webhookFails(name, letter.get().url(), receipt.because());
            }
            disableIfHopeless(delivery.webhookId(), failing, receipt);
        }
    }

    private void disableIfHopeless(UUID webhookId, Duration failing, Courier.Receipt receipt) {
        if (failing.compareTo(patience) > 0) {
            String because = "nothing was taken for %d h, at last: %s".formatted(failing.toHours(), receipt.because());
            webhooks.disable(webhookId, because);
            WorkerLog.LOG.webhookDisabled(webhookId.toString(), because);
        }
    }

    static Duration delay(int attempts) {
        long doubled = FIRST_DELAY.toMillis() << Math.min(20, Math.max(0, attempts - 1));
        long millis = Math.min(doubled, LONGEST_DELAY.toMillis());
        return Duration.ofMillis(Math.round(millis * ThreadLocalRandom.current().nextDouble(0.75, 1.25)));
    }

    /** Sends a test event now, once, whether the webhook is switched on or not. */
    public Courier.Receipt test(SignedIn by, UUID webhookId) {
        UUID id = RowId.next();
        String body = events.body(id, EventKind.TEST, Json.createObjectBuilder().add("by", by.login()));
        Courier.Letter letter =
                webhooks.letter(webhookId, id, EventKind.TEST, body).orElseThrow(ChangeRejected::unknown);
        audit.add(AuditEvent.of(by.actor(), AuditAction.VERIFY, "webhook", webhookId));
        return courier.deliver(letter);
    }

    /** Forgets what is too old to matter. */
    public void tidy() {
        try {
            deliveries.forget(FORGOTTEN);
        } catch (CatalogueUnavailable away) {
            WorkerLog.LOG.debug("Old deliveries are forgotten later", away);
        }
    }
}
