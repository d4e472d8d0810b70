package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.work.WorkKind;
import org.holdfast.work.WorkOutcome;
import org.holdfast.work.WorkStep;

/**
 * A recording's media and manifest to its targets, each read back and compared; then its journal may go. Without a target
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
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected UploadStep() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the parts it stands between
    public UploadStep(
            Recordings recordings,
            MediaDirectory media,
            Uploader uploader,
            UploadPolicy policy,
            FinishedJournals journals,
            Clock clock) {
        this.recordings = recordings;
        this.media = media;
        this.uploader = uploader;
        this.policy = policy;
        this.journals = journals;
        this.clock = clock;
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
        List<StorageTarget> targets = policy.targets(recordingId);
        Optional<StorageTarget> resting =
                targets.stream().filter(target -> !target.isOpen()).findFirst();
        if (resting.isPresent()) {
            return WorkOutcome.retryAfter(
                    rest(resting.get()), resting.get().state().explained());
        }
        try {
            if (!targets.isEmpty()) {
                upload(known.get(), targets);
            }
        } catch (ObjectStoreFailed failed) {
            return after(failed);
        }
        journals.safe(known.get());
        return WorkOutcome.done();
    }

    /** Until the target is asked again. Others may be well meanwhile, hence not this item alone waits. */
    private Duration rest(StorageTarget target) {
        Instant until = target.state().pausedUntil();
        Duration left = until == null ? Duration.ZERO : Duration.between(clock.instant(), until);
        return left.compareTo(SOON) < 0 ? SOON : left;
    }

    /** What may be the file's own fault is tried a limited number of times, what is the store's as often as it takes. */
    private static WorkOutcome after(ObjectStoreFailed failed) throws ObjectStoreFailed {
        return switch (failed.fault()) {
            case CHECKSUM, MISSING, LOCAL_FILE -> throw failed;
            default -> WorkOutcome.retryAfter(SOON, failed.explained());
        };
    }

    /** Media to every target first: each manifest then tells of all of them. */
    private void upload(RecordingFacts facts, List<StorageTarget> targets) throws IOException {
        List<MediaCopy> known = recordings.copies(facts.id());
        Map<StorageTarget, List<MediaCopy>> there = new LinkedHashMap<>();
        for (StorageTarget target : targets) {
            there.put(target, media(facts, target, known));
        }
        Path folder = media.folder(facts.id(), facts.startedAt());
        for (StorageTarget target : targets) {
            List<MediaCopy> files = there.getOrDefault(target, List.of());
            recordings.copied(facts.id(), uploader.manifest(target, facts, files, folder));
            WorkerLog.LOG.uploaded(facts.id().toString(), target.state().address(), files.size() + 1);
        }
    }

    private List<MediaCopy> media(RecordingFacts facts, StorageTarget target, List<MediaCopy> known)
            throws IOException {
        List<MediaCopy> there = new ArrayList<>();
        for (MediaCopy local : known) {
            if (local.place().equals(MediaCopy.LOCAL) && policy.wants(local.kind())) {
                there.add(verified(facts, target, local, known));
            }
        }
        return there;
    }

    /** The copy of an earlier try, else a new one. */
    private MediaCopy verified(RecordingFacts facts, StorageTarget target, MediaCopy local, List<MediaCopy> known)
            throws IOException {
        Optional<MediaCopy> earlier = known.stream()
                .filter(copy -> copy.place().equals(target.place())
                        && copy.kind() == local.kind()
                        && copy.sha256().equals(local.sha256()))
                .findFirst();
        if (earlier.isPresent()) {
            return earlier.get();
        }
        Path file = media.file(local.location());
        if (!Files.exists(file)) {
            throw new FileNotFoundException(
                    file + " is neither here nor in " + target.state().address());
        }
        String key = Uploader.folder(target, facts) + file.getFileName();
        MediaCopy copy = uploader.copied(target, facts.id(), key, file, local);
        policy.sent(copy.bytes());
        recordings.copied(facts.id(), copy);
        return copy;
    }
}
