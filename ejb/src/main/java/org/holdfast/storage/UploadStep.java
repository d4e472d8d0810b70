package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.work.WorkKind;
import org.holdfast.work.WorkOutcome;
import org.holdfast.work.WorkStep;

/**
 * A recording's media and manifest to the bucket, each read back and compared; then its journal may go. Without a bucket
 * the local copies, compared when they were written, are all there is. Thread-safe.
 */
@ApplicationScoped
public class UploadStep implements WorkStep {
    /** After a failure the circuit breaker decides when the target is asked again; no item asks before this. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private Recordings recordings;
    private MediaDirectory media;
    private Uploader uploader;
    private UploadPolicy policy;
    private FinishedJournals journals;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected UploadStep() {}

    @Inject
    public UploadStep(
            Recordings recordings,
            MediaDirectory media,
            Uploader uploader,
            UploadPolicy policy,
            FinishedJournals journals) {
        this.recordings = recordings;
        this.media = media;
        this.uploader = uploader;
        this.policy = policy;
        this.journals = journals;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.UPLOAD;
    }

    @Override
    public boolean isOpen() {
        return policy.isOpen();
    }

    @Override
    public WorkOutcome perform(UUID recordingId) throws Exception {
        Optional<RecordingFacts> known = recordings.facts(recordingId);
        if (known.isEmpty()) {
            return WorkOutcome.giveUp("it is not in the catalogue");
        }
        try {
            if (policy.uploads()) {
                upload(known.get());
            }
        } catch (ObjectStoreFailed failed) {
            return after(failed);
        }
        journals.safe(known.get());
        return WorkOutcome.done();
    }

    /** What may be the file's own fault is tried a limited number of times, what is the store's as often as it takes. */
    private static WorkOutcome after(ObjectStoreFailed failed) throws ObjectStoreFailed {
        return switch (failed.fault()) {
            case CHECKSUM, MISSING, LOCAL_FILE -> throw failed;
            default -> WorkOutcome.retryAfter(SOON, failed.explained());
        };
    }

    private void upload(RecordingFacts facts) throws IOException {
        List<MediaCopy> known = recordings.copies(facts.id());
        List<MediaCopy> there = new ArrayList<>();
        for (MediaCopy local : known) {
            if (local.place().equals(MediaCopy.LOCAL) && policy.wants(local.kind())) {
                there.add(verified(facts, local, known));
            }
        }
        MediaCopy manifest = uploader.manifest(facts, there, media.folder(facts.id(), facts.startedAt()));
        recordings.copied(facts.id(), manifest);
        WorkerLog.LOG.uploaded(facts.id().toString(), MediaCopy.S3, there.size() + 1);
    }

    /** The copy of an earlier try, else a new one. */
    private MediaCopy verified(RecordingFacts facts, MediaCopy local, List<MediaCopy> known) throws IOException {
        Optional<MediaCopy> earlier = known.stream()
                .filter(copy -> copy.place().equals(MediaCopy.S3)
                        && copy.kind() == local.kind()
                        && copy.sha256().equals(local.sha256()))
                .findFirst();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Path file = media.file(local.location());
        if (!Files.exists(file)) {
            throw new FileNotFoundException(file + " is neither here nor in the bucket");
        }
        MediaCopy copy = uploader.copied(facts.id(), uploader.folder(facts) + file.getFileName(), file, local);
        policy.sent(copy.bytes());
        recordings.copied(facts.id(), copy);
        return copy;
    }
}
