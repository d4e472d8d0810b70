package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Tells the recorder which journals nobody needs any more; it deletes them when it likes. Thread-safe. */
@ApplicationScoped
public class FinishedJournals {
    private Path directory;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected FinishedJournals() {}

    @Inject
    public FinishedJournals(Settings settings, Clock clock) {
        this.directory = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.clock = clock;
    }

    /** Verified copies suffice. A journal that cannot be marked is merely kept longer. */
    void safe(RecordingFacts facts) {
        try {
            if (Files.isDirectory(directory)) {
                JournalDirectory.open(directory).markSafe(facts.journal(), clock.instant());
            }
        } catch (IOException unwritable) {
            WorkerLog.LOG.journalNotMarkedSafe(facts.journal(), facts.id().toString(), unwritable.toString());
        }
    }
}
