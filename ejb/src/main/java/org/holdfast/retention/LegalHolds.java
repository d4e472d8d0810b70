package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.gate.Reach;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Places and releases legal holds. A recording has one in force at most. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class LegalHolds {
    private static final String RECORDING = "recording";
    private static final String HOLD = "legal hold";

    private EntityManager entities;
    private Recordings recordings;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LegalHolds() {}

    @Inject
    public LegalHolds(EntityManager entities, Recordings recordings, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.recordings = recordings;
        this.audit = audit;
        this.clock = clock;
    }

    /** A hold in force. */
    public record InForce(UUID recordingId, String reason, String placedBy, Instant placedAt) {}

    /**
     * The hold of that recording, placed now unless there is one already, whose reason then stands.
     *
     * @return none when there is no such recording, or its deletion has begun
     */
    public Optional<InForce> place(UUID recordingId, String reason, Actor by) {
        if (!isKept(recordingId)) {
            return Optional.empty();
        }
        Optional<InForce> known = of(recordingId);
        if (known.isPresent()) {
            return known;
        }
        LegalHold hold = new LegalHold(recordingId, reason, by.login(), clock.instant());
        entities.persist(hold);
        audit.add(AuditEvent.of(by, AuditAction.CHANGE, RECORDING, recordingId)
                .saying(HOLD)
                .changing(null, hold.reason()));
        WorkerLog.LOG.holdPlaced(recordingId.toString(), by.login(), reason);
        return Optional.of(inForce(hold));
    }

    /**
     * Decides that a recording is deleted, unless it must stay.
     *
     * @return why it must stay
     */
    Optional<InForce> condemn(UUID recordingId, Actor by, String because) {
        boolean news = isKept(recordingId);
        Optional<InForce> prevented = of(recordingId);
        if (prevented.isEmpty()) {
            recordings.condemned(recordingId);
        }
        if (prevented.isEmpty() && news) {
            audit.add(AuditEvent.of(by, AuditAction.DELETE, RECORDING, recordingId)
                    .saying(because));
        }
        return prevented;
    }

    /** Releases it; a repeat changes nothing. */
    public void release(UUID recordingId, Actor by) {
        isKept(recordingId);
        for (LegalHold hold : found(recordingId)) {
            hold.released(by.login(), clock.instant());
            audit.add(AuditEvent.of(by, AuditAction.CHANGE, RECORDING, recordingId)
                    .saying(HOLD)
                    .changing(hold.reason(), null));
            WorkerLog.LOG.holdReleased(recordingId.toString(), by.login());
        }
    }

    /** The hold in force. */
    public Optional<InForce> of(UUID recordingId) {
        return found(recordingId).stream().findFirst().map(LegalHolds::inForce);
    }

    /** A hold in force, in a list. */
    public record Held(
            UUID id, UUID recordingId, Instant startedAt, String reason, String placedBy, Instant placedAt) {}

    /** Those in force on recordings within reach, the latest first, after that one. */
    public List<Held> list(Reach reach, @Nullable UUID after, int most) {
        if (reach.isNothing()) {
            return List.of();
        }
        String within = reach.everything()
                ? ""
                : " and exists (select 1 from RecordingAssignment a where a.recordingId = h.recordingId and a.userId in :users)";
        String beyond = after == null ? "" : " and h.id < :after";
        TypedQuery<Held> query = entities.createQuery("""
                select h.id, h.recordingId, r.startedAt, h.reason, h.placedBy, h.placedAt
                  from LegalHold h join Recording r on r.id = h.recordingId
                 where h.releasedAt is null""" + within + beyond + " order by h.id desc", Held.class);
        if (!reach.everything()) {
            query.setParameter("users", reach.users());
        }
        if (after != null) {
            query.setParameter("after", after);
        }
        return query.setMaxResults(most).getResultList();
    }

    private List<LegalHold> found(UUID recordingId) {
        return entities.createQuery(
                        "select h from LegalHold h where h.recordingId = :id and h.releasedAt is null order by h.placedAt",
                        LegalHold.class)
                .setParameter("id", recordingId)
                .getResultList();
    }

    /** Asked under a lock, against a deletion or another hold that is decided at the same moment. */
    private boolean isKept(UUID recordingId) {
        return !entities.createNativeQuery(
                        "select state from recording where id = :id and not deleted and state <> 'PURGED' for update",
                        String.class)
                .setParameter("id", recordingId)
                .getResultList()
                .isEmpty();
    }

    private static InForce inForce(LegalHold hold) {
        return new InForce(hold.recordingId(), hold.reason(), hold.placedBy(), hold.placedAt());
    }
}
