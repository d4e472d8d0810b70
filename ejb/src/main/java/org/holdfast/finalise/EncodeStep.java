package org.holdfast.finalise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.media.codec.CodecProcessFailed;
import org.holdfast.media.container.MediaFile;
import org.holdfast.media.container.MediaFiles;
import org.holdfast.media.timeline.JournalReplay;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.work.WorkKind;
import org.holdfast.work.WorkOutcome;
import org.holdfast.work.WorkStep;

/**
 * Lossless media to the form that stays: Opus in WebM; both encrypted then, where media is to be. A recording without media
 * has nothing to encode. Thread-safe.
 */
@ApplicationScoped
public class EncodeStep implements WorkStep {

    private static final Duration DISK_AWAY = Duration.ofMinutes(1);

    private Recordings recordings;
    private MediaDirectory media;
    private Workshop workshop;
    private Event<RecordingNews> news;
    private LocalEncryption encryption;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected EncodeStep() {}

    @Inject
    public EncodeStep(
            Recordings recordings,
            MediaDirectory media,
            Workshop workshop,
            LocalEncryption encryption,
            Event<RecordingNews> news) {
        this.recordings = recordings;
        this.media = media;
        this.workshop = workshop;
        this.encryption = encryption;
        this.news = news;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.ENCODE;
    }

    @Override
    public WorkOutcome perform(UUID recordingId) throws Exception {
        Optional<RecordingFacts> known = recordings.facts(recordingId);
        if (known.isEmpty()) {
            return WorkOutcome.giveUp("it is not in the catalogue");
        }
        try {
            if (hasMedia(known.get())) {
                MediaFile webm = workshop.encode(known.get());
                recordings.copied(
                        recordingId, media.verified(webm.path(), MediaCopy.Kind.STORED, "audio/webm", webm.sha256()));
                news.fire(new RecordingNews(recordingId, RecordingNews.Kind.AVAILABLE));
            }
            encryption.encrypt(recordingId);
            return WorkOutcome.done();
        } catch (CodecProcessFailed crashed) {
            throw crashed;
        } catch (IOException away) {
            WorkerLog.LOG.mediaNotWritten(recordingId.toString(), away.toString());
            return WorkOutcome.retryAfter(DISK_AWAY, away.toString());
        }
    }

    /** Makes a WAV that has gone from the media directory once more, as long as the journal is kept. */
    private boolean hasMedia(RecordingFacts facts) throws IOException {
        if (Files.exists(workshop.folder(facts).resolve(MediaFiles.WAV))) {
            return true;
        }
        Optional<JournalReplay> journal = workshop.journal(facts);
        return journal.isPresent()
                && workshop.render(facts, journal.get()).files().isPresent();
    }
}
