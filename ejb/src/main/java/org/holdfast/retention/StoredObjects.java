package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.storage.object.ObjectLock;
import org.holdfast.storage.object.ObjectVersion;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** What lies of a recording in buckets, with every version of it; whether something there is locked; deleting it. Stateless. */
@ApplicationScoped
public class StoredObjects {
    /** A lock without an end is looked at again after that. */
    private static final Duration AGAIN = Duration.ofDays(1);

    private StorageTargets targets;
    private Recordings recordings;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StoredObjects() {}

    @Inject
    public StoredObjects(StorageTargets targets, Recordings recordings, Clock clock) {
        this.targets = targets;
        this.recordings = recordings;
        this.clock = clock;
    }

    /** @throws DeletionRefused when one of these is where nothing is configured any more */
    void requireReach(List<MediaCopy> copies) {
        if (!places(copies).stream().allMatch(targets::serves)) {
            throw new DeletionRefused(
                    DeletionRefused.Reason.OUT_OF_REACH,
                    "It has copies at a target that is not configured here any more");
        }
    }

    /** The longest lock on any version of any object of the recording. */
    Optional<ObjectLocks.Locked> lock(RecordingFacts facts) throws IOException {
        Instant now = clock.instant();
        Instant until = now;
        String because = "";
        for (StorageTarget target : holders(facts)) {
            for (ObjectVersion version : versions(target, facts)) {
                Optional<ObjectLock> lock = target.ask(store -> store.lock(version));
                if (lock.isPresent()) {
                    Instant end = lock.get().until() == null
                            ? now.plus(AGAIN)
                            : lock.get().until();
                    if (end.isAfter(until)) {
                        until = end;
                        because = lock.get().because() + " on " + version.key();
                    }
                }
            }
        }
        return until.isAfter(now) ? Optional.of(new ObjectLocks.Locked(until, because)) : Optional.empty();
    }

    /** Objects before their delete markers: a repeat finds what a failure left. */
    void delete(RecordingFacts facts, Witness witness) throws IOException {
        for (StorageTarget target : holders(facts)) {
            delete(target, facts, witness);
        }
    }

    private static void delete(StorageTarget target, RecordingFacts facts, Witness witness) throws IOException {
        for (ObjectVersion version : versions(target, facts)) {
            target.ask(store -> {
                store.deleteVersion(version);
                return version;
            });
            witness.removed(
                    version.id().isEmpty() ? "object" : "version",
                    version.key() + (version.id().isEmpty() ? "" : " version " + version.id()));
        }
    }

    private static List<ObjectVersion> versions(StorageTarget target, RecordingFacts facts) throws IOException {
        return target.ask(store -> store.versions(target.folder(CurrentTenant.get(), facts.id(), facts.startedAt())));
    }

    /** Every target that has copies, and every one in use: a try that failed may have left an object that no row tells of. */
    private List<StorageTarget> holders(RecordingFacts facts) {
        Set<String> places = places(recordings.copies(facts.id()));
        return targets.ofTenant().stream()
                .filter(target -> target.known().enabled() || places.contains(target.place()))
                .toList();
    }

    private static Set<String> places(List<MediaCopy> copies) {
        return copies.stream()
                .map(MediaCopy::place)
                .filter(place -> !place.equals(MediaCopy.LOCAL))
                .collect(Collectors.toSet());
    }
}
