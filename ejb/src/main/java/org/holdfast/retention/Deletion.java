package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.audit.Actor;
import org.holdfast.key.MediaKeys;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;

/** The one way to delete a recording, and the one place that says whether it may go. Stateless. */
@ApplicationScoped
public class Deletion {
    private LegalHolds holds;
    private ObjectLocks locks;
    private Recordings recordings;
    private StoredObjects objects;
    private LocalFiles files;
    private MediaKeys keys;
    private PersonalRows rows;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Deletion() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the places a recording is in
    public Deletion(
            LegalHolds holds,
            ObjectLocks locks,
            Recordings recordings,
            StoredObjects objects,
            LocalFiles files,
            MediaKeys keys,
            PersonalRows rows) {
        this.holds = holds;
        this.locks = locks;
        this.recordings = recordings;
        this.objects = objects;
        this.files = files;
        this.keys = keys;
        this.rows = rows;
    }

    /** Why that recording must stay, or nothing when it may go, by what is known here. */
    public Optional<String> prevented(UUID recordingId) {
        return holds.of(recordingId)
                .map(Deletion::because)
                .or(() -> locks.of(recordingId).map(ObjectLocks.Locked::words));
    }

    private static String because(LegalHolds.InForce hold) {
        return "It is under legal hold since %s by %s: %s".formatted(hold.placedAt(), hold.placedBy(), hold.reason());
    }

    /** As {@link #delete(UUID, Actor, String, Witness)}, seen by nobody. */
    public boolean delete(UUID recordingId, Actor by, String because) throws IOException {
        return delete(recordingId, by, because, Witness.NOBODY);
    }

    /**
     * Deletes objects with all their versions, files, the journal, the media's key, and what the catalogue says, in this order:
     * what fails in between is done by a repeat. A tombstone without content stays. A copy that was out of reach, as a backup
     * of the bucket is, goes with the key if it was encrypted.
     *
     * @param because what the audit trail says of it; empty when somebody just asked for it
     * @param witness is told of each thing
     * @return false when there is no such recording
     * @throws DeletionRefused when it must stay
     * @throws IOException when the bucket or the disk is away; then it is in the catalogue still
     */
    public boolean delete(UUID recordingId, Actor by, String because, Witness witness) throws IOException {
        Optional<RecordingFacts> known = recordings.facts(recordingId);
        if (known.isEmpty()) {
            return false;
        }
        List<MediaCopy> copies = recordings.copies(recordingId);
        objects.requireReach(copies);
        holds.of(recordingId).ifPresent(Deletion::refuse);
        requireNoLock(known.get());
        holds.condemn(recordingId, by, because).ifPresent(Deletion::refuse);
        objects.delete(known.get(), witness);
        files.delete(known.get(), witness);
        if (keys.destroyKey(recordingId, by.login())) {
            witness.removed("key", "media_key " + recordingId);
        }
        recordings.purged(recordingId);
        rows.empty(recordingId, witness);
        WorkerLog.LOG.recordingDeleted(recordingId.toString(), by.login());
        return true;
    }

    private static void refuse(LegalHolds.InForce hold) {
        throw new DeletionRefused(DeletionRefused.Reason.HELD, because(hold));
    }

    /** What is known is not asked again; what the bucket says is remembered. */
    private void requireNoLock(RecordingFacts facts) throws IOException {
        locks.of(facts.id()).ifPresent(lock -> {
            throw new DeletionRefused(DeletionRefused.Reason.LOCKED, lock.words());
        });
        Optional<ObjectLocks.Locked> found = objects.lock(facts);
        if (found.isPresent()) {
            locks.note(facts.id(), found.get().until(), found.get().because());
            throw new DeletionRefused(DeletionRefused.Reason.LOCKED, found.get().words());
        }
    }
}
