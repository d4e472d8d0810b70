package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.StorageTarget;
import org.holdfast.storage.object.ObjectPage;
import org.holdfast.storage.object.StoredObject;
import org.jspecify.annotations.Nullable;

/** The one way to delete a recording, and the one place that says whether it may go. Stateless. */
@ApplicationScoped
public class Deletion {
    private static final int PAGE = 100;

    private LegalHolds holds;
    private Recordings recordings;
    private MediaDirectory media;
    private StorageTarget target;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Deletion() {}

    @Inject
    public Deletion(LegalHolds holds, Recordings recordings, MediaDirectory media, StorageTarget target) {
        this.holds = holds;
        this.recordings = recordings;
        this.media = media;
        this.target = target;
    }

    /** Why that recording must stay, or nothing when it may go. */
    public Optional<String> prevented(UUID recordingId) {
        return holds.of(recordingId).map(Deletion::because);
    }

    private static String because(LegalHolds.InForce hold) {
        return "It is under legal hold since %s by %s: %s".formatted(hold.placedAt(), hold.placedBy(), hold.reason());
    }

    /**
     * Deletes objects, files and the catalogue's entry, in this order: what fails in between is done by a repeat.
     *
     * @return false when there is no such recording
     * @throws DeletionRefused when it must stay
     * @throws IOException when the bucket or the disk is away; then it is in the catalogue still
     */
    public boolean delete(UUID recordingId, String by) throws IOException {
        Optional<RecordingFacts> known = recordings.facts(recordingId);
        if (known.isEmpty()) {
            return false;
        }
        requireABucketForItsCopies(known.get());
        Optional<LegalHolds.InForce> prevented = holds.condemn(recordingId);
        if (prevented.isPresent()) {
            throw new DeletionRefused(because(prevented.get()));
        }
        deleteObjects(known.get());
        deleteFiles(known.get());
        recordings.purged(recordingId);
        WorkerLog.LOG.recordingDeleted(recordingId.toString(), by);
        return true;
    }

    private void deleteObjects(RecordingFacts facts) throws IOException {
        if (!target.isConfigured()) {
            return;
        }
        String folder = target.folder(CurrentTenant.get(), facts.id(), facts.startedAt());
        @Nullable String after = null;
        do {
            @Nullable String from = after;
            ObjectPage page = target.ask(store -> store.list(folder, from, PAGE));
            for (StoredObject object : page.objects()) {
                target.ask(store -> {
                    store.delete(object.key());
                    return object;
                });
            }
            after = page.next();
        } while (after != null);
    }

    private void requireABucketForItsCopies(RecordingFacts facts) {
        List<MediaCopy> copies = recordings.copies(facts.id());
        if (!target.isConfigured()
                && copies.stream().anyMatch(copy -> copy.place().equals(MediaCopy.S3))) {
            throw new DeletionRefused("It has copies in a bucket that is not configured here any more");
        }
    }

    private void deleteFiles(RecordingFacts facts) throws IOException {
        Path folder = media.folder(facts.id(), facts.startedAt());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(folder);
        }
    }
}
