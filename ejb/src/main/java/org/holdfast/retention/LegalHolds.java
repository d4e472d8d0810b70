package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.TellsOutage;

/** Places and releases legal holds. A recording has one in force at most. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class LegalHolds {
    private EntityManager entities;
    private Recordings recordings;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LegalHolds() {}

    @Inject
    public LegalHolds(EntityManager entities, Recordings recordings, Clock clock) {
        this.entities = entities;
        this.recordings = recordings;
        this.clock = clock;
    }

    /** A hold in force. */
    public record InForce(UUID recordingId, String reason, String placedBy, Instant placedAt) {}

    /**
     * The hold of that recording, placed now unless there is one already, whose reason then stands.
     *
     * @return none when there is no such recording, or its deletion has begun
     */
    public Optional<InForce> place(UUID recordingId, String reason, String by) {
        if (!isKept(recordingId)) {
            return Optional.empty();
        }
        Optional<InForce> known = of(recordingId);
        if (known.isPresent()) {
            return known;
        }
        LegalHold hold = new LegalHold(recordingId, reason, by, clock.instant());
        entities.persist(hold);
        WorkerLog.LOG.holdPlaced(recordingId.toString(), by, reason);
        return Optional.of(inForce(hold));
    }

    /**
     * Decides that a recording is deleted, unless it must stay.
     *
     * @return why it must stay
     */
    Optional<InForce> condemn(UUID recordingId) {
        isKept(recordingId);
        Optional<InForce> prevented = of(recordingId);
        if (prevented.isEmpty()) {
            recordings.condemned(recordingId);
        }
        return prevented;
    }

    /** Releases it; a repeat changes nothing. */
    public void release(UUID recordingId, String by) {
        isKept(recordingId);
        for (LegalHold hold : found(recordingId)) {
            hold.released(by, clock.instant());
            WorkerLog.LOG.holdReleased(recordingId.toString(), by);
        }
    }

    /** The hold in force. */
    public Optional<InForce> of(UUID recordingId) {
        return found(recordingId).stream().findFirst().map(LegalHolds::inForce);
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
