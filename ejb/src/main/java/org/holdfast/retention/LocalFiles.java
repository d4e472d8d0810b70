package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.MediaDirectory;

/** What this node's disk has of a recording: media, peaks, and the journal it was made of. Deleting it. Stateless. */
@ApplicationScoped
public class LocalFiles {
    private LocalMedia known;
    private MediaDirectory media;
    private Path journals;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LocalFiles() {}

    @Inject
    public LocalFiles(LocalMedia known, MediaDirectory media, Settings settings) {
        this.known = known;
        this.media = media;
        this.journals = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** A repeat finds what a failure left. */
    void delete(RecordingFacts facts, Witness witness) throws IOException {
        known.onOtherNodes(facts.id(), node).forEach(file -> witness.stays("file", file, "It lies on another node"));
        Path folder = media.folder(facts.id(), facts.startedAt());
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    if (Files.deleteIfExists(file)) {
                        witness.removed("file", file.toString());
                    }
                }
            }
            Files.deleteIfExists(folder);
        }
        if (Files.isDirectory(journals)) {
            deleteJournal(facts, JournalDirectory.open(journals), witness);
        }
    }

    /** A journal may hold several recordings, and one that the catalogue has not acknowledged is still being worked on. */
    private void deleteJournal(RecordingFacts facts, JournalDirectory directory, Witness witness) throws IOException {
        Path kept = directory.kept().resolve(Path.of(facts.journal()).getFileName());
        if (!Files.isRegularFile(kept)) {
            directory
                    .find(facts.journal())
                    .ifPresent(file -> witness.stays("journal", file.toString(), "It is still being worked on"));
        } else if (known.isShared(facts.journal(), facts.id())) {
            witness.stays("journal", kept.toString(), "It holds other recordings that are still kept");
        } else {
            directory.purge(new JournalDirectory.SafeJournal(kept, Instant.EPOCH));
            witness.removed("journal", kept.toString());
        }
    }
}
