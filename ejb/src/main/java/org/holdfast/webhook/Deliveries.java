package org.holdfast.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;

/**
 * What is on its way: a durable queue, one row an event and webhook. Stateless; each call is one short transaction or joins the
 * caller's. All times are the database's.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class Deliveries {
    private static final String CLAIM = """
            update webhook_delivery
               set leased_by = :holder, leased_until = now() + make_interval(secs => :lease), attempts = attempts + 1
             where id in (select d.id from webhook_delivery d
                            join webhook w on w.id = d.webhook_id and w.enabled and not w.deleted
                           where d.state = 'WAITING' and d.due_at <= now()
                             and (d.leased_until is null or d.leased_until < now())
                             and not exists (select 1 from webhook_delivery o
                                              where o.webhook_id = d.webhook_id and o.leased_until > now())
                           order by d.due_at, d.created_at limit 1 for update of d skip locked)
            returning id, tenant_id, webhook_id, event_id, kind, body, attempts,
                      extract(epoch from now() - created_at) as age
            """;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Deliveries() {}

    @Inject
    public Deliveries(EntityManager entities) {
        this.entities = entities;
    }

    /** One that this process has the lease of. */
    record Claimed(
            UUID id,
            UUID tenantId,
            UUID webhookId,
            UUID eventId,
            EventKind kind,
            String body,
            int attempts,
            Duration age) {}

    /** Queues an event for every webhook that wants it, in the caller's transaction. The same event again changes nothing. */
    int add(UUID eventId, EventKind kind, String body) {
        return entities.createNativeQuery("""
                        insert into webhook_delivery (id, tenant_id, webhook_id, event_id, kind, body, state, due_at, created_at)
                        select gen_random_uuid(), w.tenant_id, w.id, :event, :kind, :body, 'WAITING', now(), now()
                          from webhook w
                         where w.tenant_id = :tenant and w.enabled and not w.deleted and :kind = any (w.events)
                            on conflict (webhook_id, event_id) do nothing""")
                .setParameter("event", eventId)
                .setParameter("kind", kind.name())
                .setParameter("body", body)
                .setParameter("tenant", CurrentTenant.get())
                .executeUpdate();
    }

    /** Takes the lease of the one that has been due longest, of a webhook that nobody is sending to. */
    Optional<Claimed> claim(String holder, Duration lease) {
        List<?> rows = entities.createNativeQuery(CLAIM, Tuple.class)
                .setParameter("holder", holder)
                .setParameter("lease", lease.toSeconds())
                .getResultList();
        return rows.stream().map(row -> claimed((Tuple) row)).findFirst();
    }

    private static Claimed claimed(Tuple row) {
        return new Claimed(
                row.get("id", UUID.class),
                row.get("tenant_id", UUID.class),
                row.get("webhook_id", UUID.class),
                row.get("event_id", UUID.class),
                EventKind.valueOf(row.get("kind", String.class)),
                row.get("body", String.class),
                row.get("attempts", Number.class).intValue(),
                Duration.ofSeconds(row.get("age", Number.class).longValue()));
    }

    /**
     * It was taken.
     *
     * @return for how long that webhook had failed before; empty when it had not
     */
    Optional<Duration> done(Claimed delivery, Courier.Receipt receipt) {
        finish(delivery, receipt, "DONE", "");
        Optional<Duration> failing = failingFor(delivery.webhookId());
        entities.createNativeQuery("delete from webhook_failing where webhook_id = :webhook")
                .setParameter("webhook", delivery.webhookId())
                .executeUpdate();
        return failing;
    }

    /**
     * It was not taken, and is tried again.
     *
     * @return for how long that webhook has failed; zero when it fails for the first time
     */
    Duration again(Claimed delivery, Courier.Receipt receipt, Duration delay) {
        entities.createNativeQuery("""
                        update webhook_delivery
                           set leased_by = null, leased_until = null, status = :status, because = :because,
                               due_at = now() + make_interval(secs => :delay)
                         where id = :id""")
                .setParameter("status", receipt.status() == null ? -1 : receipt.status())
                .setParameter("because", StoredText.of(receipt.because()))
                .setParameter("delay", delay.toMillis() / 1000.0)
                .setParameter("id", delivery.id())
                .executeUpdate();
        entities.createNativeQuery(
                        "insert into webhook_failing (webhook_id, since) values (:webhook, now()) on conflict do nothing")
                .setParameter("webhook", delivery.webhookId())
                .executeUpdate();
        return failingFor(delivery.webhookId()).orElse(Duration.ZERO);
    }

    /** It is too old to be of use. */
    void givenUp(Claimed delivery, Courier.Receipt receipt) {
        finish(delivery, receipt, "GIVEN_UP", receipt.because());
    }

    private void finish(Claimed delivery, Courier.Receipt receipt, String state, String because) {
        entities.createNativeQuery("""
                        update webhook_delivery
                           set state = :state, leased_by = null, leased_until = null, status = :status,
                               because = :because, finished_at = now()
                         where id = :id""")
                .setParameter("state", state)
                .setParameter("status", receipt.status() == null ? -1 : receipt.status())
                .setParameter("because", StoredText.of(because))
                .setParameter("id", delivery.id())
                .executeUpdate();
    }

    private Optional<Duration> failingFor(UUID webhookId) {
        List<?> seconds = entities.createNativeQuery(
                        "select extract(epoch from now() - since) from webhook_failing where webhook_id = :webhook",
                        BigDecimal.class)
                .setParameter("webhook", webhookId)
                .getResultList();
        return seconds.stream()
                .map(found -> Duration.ofSeconds(((BigDecimal) found).longValue()))
                .findFirst();
    }

    /** Forgets a webhook's failures, as it is switched on again. */
    void hopeful(UUID webhookId) {
        entities.createNativeQuery("delete from webhook_failing where webhook_id = :webhook")
                .setParameter("webhook", webhookId)
                .executeUpdate();
    }

    /** The newest of one webhook. */
    List<KnownDelivery> newest(UUID webhookId, int most) {
        List<?> rows = entities.createNativeQuery("""
                        select id, event_id, kind, state, attempts, created_at, due_at, finished_at, status, because
                          from webhook_delivery where webhook_id = :webhook and tenant_id = :tenant
                         order by created_at desc, id limit :most""", Tuple.class)
                .setParameter("webhook", webhookId)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("most", most)
                .getResultList();
        return rows.stream().map(row -> known((Tuple) row)).toList();
    }

    private static KnownDelivery known(Tuple row) {
        Number status = row.get("status", Number.class);
        return new KnownDelivery(
                row.get("id", UUID.class),
                row.get("event_id", UUID.class),
                EventKind.valueOf(row.get("kind", String.class)),
                row.get("state", String.class),
                row.get("attempts", Number.class).intValue(),
                row.get("created_at", Instant.class),
                row.get("due_at", Instant.class),
                row.get("finished_at", Instant.class),
                status == null || status.intValue() < 0 ? null : status.intValue(),
                row.get("because", String.class) == null ? "" : row.get("because", String.class));
    }

    /** Forgets what was finished, or never sent, longer ago than that. */
    int forget(Duration age) {
        return entities.createNativeQuery(
                        "delete from webhook_delivery where created_at < now() - make_interval(secs => :age)")
                .setParameter("age", age.toSeconds())
                .executeUpdate();
    }
}
