package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.playback.MediaFormat;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Orders waiting on this node. Who works on one holds a lease, so that a restart takes it up again. Stateless; short transactions. */
@ApplicationScoped
@TellsOutage
@Transactional
class ExportQueue {
    private static final int LEASE_MINUTES = 10;
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration KEPT = Duration.ofDays(3);

    private EntityManager entities;
    private AuditTrail audit;
    private Clock clock;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ExportQueue() {}

    @Inject
    ExportQueue(EntityManager entities, AuditTrail audit, Clock clock, Settings settings) {
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** An order to work on, of some tenant. */
    record Claim(UUID id, UUID tenant) {}

    /** All that there is to do. */
    record Order(UUID id, SignedIn by, MediaFormat format, String asked, List<UUID> recordings) {}

    /** What became of a recording in it. */
    record Outcome(boolean included, String words) {}

    /** A new order, to be packed on this node. */
    KnownExport add(SignedIn by, MediaFormat format, String asked, List<UUID> recordings) {
        ExportJob job = new ExportJob(node, by, format, StoredText.of(asked), recordings.size(), clock.instant());
        entities.persist(job);
        entities.flush();
        entities.createNativeQuery("""
                        insert into export_item (export_id, ordinal, recording_id)
                        select :id, n - 1, recording
                          from unnest(cast(:recordings as uuid[])) with ordinality r (recording, n)""")
                .setParameter("id", job.id())
                .setParameter("recordings", recordings.toArray(UUID[]::new))
                .executeUpdate();
        audit.add(AuditEvent.of(by.actor(), AuditAction.EXPORT, "export", job.id())
                .saying("%d recordings: %s".formatted(recordings.size(), asked)));
        return job.known();
    }

    /** For the audit trail. */
    void did(SignedIn by, AuditAction action, UUID export) {
        audit.add(AuditEvent.of(by.actor(), action, "export", export));
    }

    Optional<Claim> claim() {
        List<?> rows = entities.createNativeQuery("""
                        update export_job set state = 'RUNNING', attempts = attempts + 1, done = 0, included = 0,
                               leased_until = now() + make_interval(mins => :lease)
                         where id = (select id from export_job
                                      where node = :node and (state = 'WAITING' or state = 'RUNNING' and leased_until < now())
                                      order by requested_at limit 1 for update skip locked)
                        returning id, tenant_id, attempts""", Object[].class)
                .setParameter("node", node)
                .setParameter("lease", LEASE_MINUTES)
                .getResultList();
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Object[] row = (Object[]) rows.getFirst();
        if ((Integer) row[2] > MOST_ATTEMPTS) {
            failed((UUID) row[0], "It was begun " + MOST_ATTEMPTS + " times and never finished.");
            return Optional.empty();
        }
        return Optional.of(new Claim((UUID) row[0], (UUID) row[1]));
    }

    /** Within that tenant. */
    Order order(UUID id) {
        ExportJob job = entities.find(ExportJob.class, id);
        KnownExport known = job.known();
        List<?> recordings = entities.createNativeQuery(
                        "select recording_id from export_item where export_id = :id order by ordinal", UUID.class)
                .setParameter("id", id)
                .getResultList();
        return new Order(
                id,
                job.by(),
                known.format(),
                known.asked(),
                recordings.stream().map(UUID.class::cast).toList());
    }

    /**
     * One more recording is dealt with; being taken along is remembered.
     *
     * @return false when nobody wants the export any more
     */
    boolean progressed(Order order, int ordinal, Outcome outcome) {
        UUID recording = order.recordings().get(ordinal);
        entities.createNativeQuery("""
                        update export_item set included = :included, outcome = :outcome
                         where export_id = :id and ordinal = :ordinal""")
                .setParameter("included", outcome.included())
                .setParameter("outcome", StoredText.of(outcome.words()))
                .setParameter("id", order.id())
                .setParameter("ordinal", ordinal)
                .executeUpdate();
        int wanted = entities.createNativeQuery("""
                        update export_job set done = :done, included = included + :one,
                               leased_until = now() + make_interval(mins => :lease)
                         where id = :id and state = 'RUNNING'""")
                .setParameter("done", ordinal + 1)
                .setParameter("one", outcome.included() ? 1 : 0)
                .setParameter("lease", LEASE_MINUTES)
                .setParameter("id", order.id())
                .executeUpdate();
        if (wanted > 0 && outcome.included()) {
            audit.add(AuditEvent.of(order.by().actor(), AuditAction.EXPORT, "recording", recording)
                    .saying("export " + order.id()));
        }
        return wanted > 0;
    }

    /** @return false when nobody wants it any more */
    boolean ready(UUID id, ExportArchive.Finished file) {
        return entities.createNativeQuery("""
                        update export_job set state = 'READY', bytes = :bytes, sha256 = :sha256, finished_at = :now,
                               expires_at = :until, leased_until = null
                         where id = :id and state = 'RUNNING'""")
                        .setParameter("bytes", file.bytes())
                        .setParameter("sha256", file.sha256())
                        .setParameter("now", clock.instant())
                        .setParameter("until", clock.instant().plus(KEPT))
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }

    void failed(UUID id, String because) {
        entities.createNativeQuery("""
                        update export_job set state = 'FAILED', because = :because, finished_at = :now, leased_until = null
                         where id = :id and state = 'RUNNING'""")
                .setParameter("because", StoredText.of(because))
                .setParameter("now", clock.instant())
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Exports of this node that have lain long enough; from now on they are gone. */
    List<UUID> expired() {
        List<?> gone = entities.createNativeQuery("""
                        update export_job set state = 'GONE', because = 'It expired.'
                         where node = :node and state = 'READY' and expires_at <= :now returning id""", UUID.class)
                .setParameter("node", node)
                .setParameter("now", clock.instant())
                .getResultList();
        return gone.stream().map(UUID.class::cast).toList();
    }

    /** Runs the work for the tenant of the claim. */
    static <X extends Throwable> void within(Claim claim, ScopedValue.CallableOp<String, X> work) throws X {
        CurrentTenant.as(claim.tenant(), work);
    }
}
