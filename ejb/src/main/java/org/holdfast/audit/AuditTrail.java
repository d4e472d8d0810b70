package org.holdfast.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.audit.AuditRecord.Head;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;

/**
 * Adds to the audit trail, within the caller's transaction: what rolls back was never done. Call it after the change, as
 * the last thing: from here to the commit the node's chain is locked. Thread-safe.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class AuditTrail {
    /** What one change may say of before and after; the biggest thing we know has a tenth of it. */
    private static final int MOST_VALUE = 20_000;

    private EntityManager entities;
    private AuditAnchor anchor;
    private Event<AuditAnchor.Moved> moved;
    private Clock clock;
    private final AtomicBoolean told = new AtomicBoolean();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected AuditTrail() {}

    @Inject
    public AuditTrail(EntityManager entities, AuditAnchor anchor, Event<AuditAnchor.Moved> moved, Clock clock) {
        this.entities = entities;
        this.anchor = anchor;
        this.moved = moved;
        this.clock = clock;
    }

    /** Remembers this, for ever. */
    public void add(AuditEvent event) {
        entities.flush();
        awaitTurn();
        Head head = head();
        boolean sound = fitsAnchor(head);
        AuditRecord record = AuditRecord.after(
                head, CurrentTenant.get(), clock.instant().truncatedTo(ChronoUnit.MICROS), storable(event));
        insert(record);
        if (sound) {
            moved.fire(new AuditAnchor.Moved(record.head()));
        }
    }

    private void awaitTurn() {
        entities.createNativeQuery("select pg_advisory_xact_lock(hashtext(:chain))::text", String.class)
                .setParameter("chain", "audit of " + anchor.node())
                .getSingleResult();
    }

    private Head head() {
        return AuditRows.read(entities, "where node = :node order by seq desc limit 1", anchor.node(), List.of())
                .stream()
                .findFirst()
                .map(AuditRecord::head)
                .orElse(new Head(anchor.node(), 0, AuditRecord.NO_HASH));
    }

    /** An anchor that the chain no longer leads to is evidence, and stays as it is. */
    private boolean fitsAnchor(Head head) {
        String wrong;
        try {
            Optional<Head> noted = anchor.read();
            wrong = noted.isEmpty()
                    ? (head.seq() == 0 ? "" : "the anchor is missing")
                    : head.equals(noted.get()) || leadsThrough(noted.get()) ? "" : "entries were changed or removed";
        } catch (IOException e) {
            wrong = String.valueOf(e.getMessage());
        }
        if (!wrong.isEmpty() && told.compareAndSet(false, true)) {
            WorkerLog.LOG.auditBroken(anchor.node(), wrong, anchor.place());
        }
        return wrong.isEmpty();
    }

    private boolean leadsThrough(Head noted) {
        return AuditRows.read(entities, "where node = :node and seq = :p0", noted.node(), List.of(noted.seq())).stream()
                .anyMatch(record -> record.hash().equals(noted.hash()));
    }

    private void insert(AuditRecord record) {
        AuditEvent event = record.event();
        entities.createNativeQuery("""
                        insert into audit_entry (node, seq, tenant_id, at, actor_id, actor, address, action, object,
                               object_id, detail, before_value, after_value, previous_hash, hash)
                        values (:node, :seq, :tenant, :at, cast(:actorId as uuid), :actor, :address, :action, :object,
                               :objectId, :detail, :before, :after, :previous, :hash)""")
                .setParameter("node", record.node())
                .setParameter("seq", record.seq())
                .setParameter("tenant", record.tenantId())
                .setParameter("at", record.at())
                .setParameter(
                        "actorId",
                        event.actor().id() == null ? null : event.actor().id().toString())
                .setParameter("actor", event.actor().login())
                .setParameter("address", event.actor().address())
                .setParameter("action", event.action().name())
                .setParameter("object", event.object())
                .setParameter("objectId", event.objectId())
                .setParameter("detail", event.detail())
                .setParameter("before", event.before())
                .setParameter("after", event.after())
                .setParameter("previous", record.previousHash())
                .setParameter("hash", record.hash())
                .executeUpdate();
    }

    private static AuditEvent storable(AuditEvent event) {
        return new AuditEvent(
                new Actor(
                        event.actor().id(),
                        StoredText.of(event.actor().login()),
                        StoredText.of(event.actor().address())),
                event.action(),
                StoredText.of(event.object()),
                StoredText.of(event.objectId()),
                StoredText.of(event.detail()),
                AuditRows.cut(event.before(), MOST_VALUE),
                AuditRows.cut(event.after(), MOST_VALUE));
    }
}
