package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.holdfast.operations.StorageLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.Uploader;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/**
 * Makes a damaged copy good from another one. A damaged file is moved aside; a damaged object stays under its key, the good one
 * goes beside it and the catalogue names that: nothing is overwritten, nothing needs the right to delete. Stateless.
 */
@ApplicationScoped
public class Repair {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    private Recordings recordings;
    private StoredBytes bytes;
    private MediaDirectory media;
    private Uploader uploader;
    private StorageTargets targets;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Repair() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the parts it stands between
    public Repair(
            Recordings recordings,
            StoredBytes bytes,
            MediaDirectory media,
            Uploader uploader,
            StorageTargets targets,
            Clock clock) {
        this.recordings = recordings;
        this.bytes = bytes;
        this.media = media;
        this.uploader = uploader;
        this.targets = targets;
        this.clock = clock;
    }

    /**
     * Repairs it, if there is a good copy to repair it from.
     *
     * @return where the good bytes came from; none when nowhere
     */
    Optional<String> repaired(DueCopy due) throws IOException {
        RecordingFacts facts = recordings.facts(due.recordingId()).orElseThrow();
        if (due.copy().kind() == MediaCopy.Kind.MANIFEST) {
            manifest(facts, due.copy().place());
            return Optional.of("the catalogue");
        }
        Path folder = media.folder(facts.id(), facts.startedAt());
        Path near = folder.resolve(nameOf(due.copy()));
        for (MediaCopy other : recordings.copies(due.recordingId())) {
            if (isSource(other, due.copy()) && bytes.reachable(other)) {
                Optional<Path> good = bytes.file(other, near);
                if (good.isPresent()) {
                    put(facts, due.copy(), good.get(), other);
                    return Optional.of(other.place());
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isSource(MediaCopy other, MediaCopy damaged) {
        return other.kind() == damaged.kind()
                && other.sha256().equals(damaged.sha256())
                && !other.place().equals(damaged.place());
    }

    private void put(RecordingFacts facts, MediaCopy damaged, Path good, MediaCopy from) throws IOException {
        try {
            if (damaged.place().equals(MediaCopy.LOCAL)) {
                bytes.replace(media.file(damaged.location()), good, STAMP.format(clock.instant()));
            } else {
                putBeside(facts, damaged, good);
            }
        } finally {
            if (!from.place().equals(MediaCopy.LOCAL)) {
                Files.deleteIfExists(good);
            }
        }
    }

    /** Under the old key when nothing is there, else under a new one. */
    private void putBeside(RecordingFacts facts, MediaCopy damaged, Path good) throws IOException {
        StorageTarget target = targets.at(damaged.place()).orElseThrow();
        boolean missing = target.ask(store -> store.head(damaged.location()).isEmpty());
        String key = missing
                ? damaged.location()
                : Uploader.folder(target, facts) + "r" + STAMP.format(clock.instant()) + "-" + nameOf(damaged);
        recordings.copied(facts.id(), uploader.copied(target, facts.id(), key, good, damaged));
        if (!missing) {
            StorageLog.LOG.damagedObjectKept(damaged.location(), facts.id().toString(), key);
        }
        manifest(facts, target.place());
    }

    private void manifest(RecordingFacts facts, String place) throws IOException {
        StorageTarget target = targets.at(place).orElseThrow();
        List<MediaCopy> there = recordings.copies(facts.id()).stream()
                .filter(copy -> copy.place().equals(place) && copy.kind() != MediaCopy.Kind.MANIFEST)
                .toList();
        recordings.copied(
                facts.id(), uploader.manifest(target, facts, there, media.folder(facts.id(), facts.startedAt())));
    }

    /** Without the stamp of an earlier repair. */
    private static String nameOf(MediaCopy copy) {
        String name = copy.location().substring(copy.location().lastIndexOf('/') + 1);
        return name.replaceFirst("^(r\\d{8}T\\d{6}-)+", "");
    }
}
