package org.holdfast.finalise;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.holdfast.key.NodeKeys;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.container.MediaFile;
import org.holdfast.media.container.RecordingRenderer;
import org.holdfast.media.container.RenderedRecording;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.timeline.JournalReplay;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.MediaDirectory;

/** Where media is made: knows the journals and the media directory of this node and owns the codec processes. Thread-safe. */
@ApplicationScoped
public class Workshop {
    private Path journals;
    private MediaDirectory media;
    private NodeKeys keys;
    private CodecProcesses processes;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Workshop() {}

    @Inject
    public Workshop(Settings settings, MediaDirectory media, NodeKeys keys) {
        this.journals = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.media = media;
        this.keys = keys;
        this.processes = new CodecProcesses(media.file(".codecs"));
    }

    /** The recording's journal, wherever it lies each time it is shown; none when it is gone. */
    Optional<JournalReplay> journal(RecordingFacts facts) throws IOException {
        JournalDirectory directory = JournalDirectory.open(journals, keys.journals());
        return directory.find(facts.journal()).map(found -> visitor -> show(directory, facts.journal(), visitor));
    }

    /** The recorder moves the file once its announcement is acknowledged, perhaps between finding and opening it. */
    private static void show(JournalDirectory directory, String journal, JournalVisitor visitor) throws IOException {
        try {
            read(directory, place(directory, journal), visitor);
        } catch (NoSuchFileException moved) {
            read(directory, place(directory, journal), visitor);
        }
    }

    private static void read(JournalDirectory directory, Path journal, JournalVisitor visitor) throws IOException {
        JournalReader.read(journal, directory.keys(), visitor).requireShown(journal);
    }

    private static Path place(JournalDirectory directory, String journal) throws IOException {
        return directory.find(journal).orElseThrow(() -> new FileNotFoundException("journal " + journal + " is gone"));
    }

    /** Where the recording's media belongs. */
    Path folder(RecordingFacts facts) {
        return media.folder(facts.id(), facts.startedAt());
    }

    /** Makes WAV and peaks. */
    RenderedRecording render(RecordingFacts facts, JournalReplay journal) throws IOException {
        return new RecordingRenderer(processes).render(facts.id(), journal, folder(facts));
    }

    /** Makes WebM of the WAV. */
    MediaFile encode(RecordingFacts facts) throws IOException {
        return new RecordingRenderer(processes).encode(folder(facts));
    }

    @PreDestroy
    void close() {
        if (processes != null) {
            processes.close();
        }
    }
}
