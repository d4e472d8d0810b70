package org.holdfast.finalise;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.media.codec.CodecProcessFailed;
import org.holdfast.media.container.MediaFile;
import org.holdfast.media.container.RenderedRecording;
import org.holdfast.media.container.RenderedRecording.RenderedLane;
import org.holdfast.media.timeline.Gap;
import org.holdfast.media.timeline.JournalReplay;
import org.holdfast.media.timeline.TimelineEvent;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.FinalisedMedia;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.work.WorkKind;
import org.holdfast.work.WorkOutcome;
import org.holdfast.work.WorkStep;

/** Journal to lossless media, peaks, gaps, events and verdict. The journal stays as it is. Thread-safe. */
@ApplicationScoped
public class FinaliseStep implements WorkStep {

    /** A full or missing disk is put right by people, not by trying often. */
    private static final Duration DISK_AWAY = Duration.ofMinutes(1);

    private Recordings recordings;
    private MediaDirectory media;
    private Workshop workshop;
    private Event<RecordingNews> news;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected FinaliseStep() {}

    @Inject
    public FinaliseStep(Recordings recordings, MediaDirectory media, Workshop workshop, Event<RecordingNews> news) {
        this.recordings = recordings;
        this.media = media;
        this.workshop = workshop;
        this.news = news;
    }

    @Override
    public WorkKind kind() {
        return WorkKind.FINALISE;
    }

    @Override
    public WorkOutcome perform(UUID recordingId) throws Exception {
        Optional<RecordingFacts> known = recordings.facts(recordingId);
        if (known.isEmpty()) {
            return WorkOutcome.giveUp("it is not in the catalogue");
        }
        RecordingFacts facts = known.get();
        try {
            Optional<JournalReplay> journal = workshop.journal(facts);
            if (journal.isEmpty()) {
                return WorkOutcome.giveUp("its journal %s is not on this node".formatted(facts.journal()));
            }
            FinalisedMedia made = finalised(facts, workshop.render(facts, journal.get()));
            recordings.finalised(recordingId, made);
            news.fire(new RecordingNews(recordingId, RecordingNews.Kind.JUDGED));
            WorkerLog.LOG.finalised(
                    recordingId.toString(),
                    made.verdict().word(),
                    made.duration().toSeconds());
            return WorkOutcome.done();
        } catch (CodecProcessFailed crashed) {
            throw crashed; // tried again a limited number of times: the input itself may be the cause
        } catch (IOException away) {
            WorkerLog.LOG.mediaNotWritten(recordingId.toString(), away.toString());
            return WorkOutcome.retryAfter(DISK_AWAY, away.toString());
        }
    }

    private FinalisedMedia finalised(RecordingFacts facts, RenderedRecording rendered) throws IOException {
        VerdictRules.Judgement judgement = VerdictRules.judge(facts, rendered);
        List<MediaCopy> files = new ArrayList<>();
        if (rendered.files().isPresent()) {
            RenderedRecording.Files written = rendered.files().get();
            files.add(copy(written.wav(), MediaCopy.Kind.LOSSLESS, "audio/wav"));
            files.add(copy(written.peaks(), MediaCopy.Kind.PEAKS, "application/json"));
        }
        return new FinalisedMedia(
                judgement.verdict(),
                judgement.reasons(),
                rendered.files().isPresent() ? rendered.length() : Duration.between(facts.startedAt(), facts.endedAt()),
                rendered.lanes().stream().map(FinaliseStep::lane).toList(),
                rendered.gaps().stream()
                        .map(gap -> absence(rendered, gap))
                        .distinct()
                        .toList(),
                rendered.events().stream()
                        .map(event -> event(facts, rendered, event))
                        .toList(),
                files);
    }

    private MediaCopy copy(MediaFile file, MediaCopy.Kind kind, String contentType) throws IOException {
        return media.verified(file.path(), kind, contentType, file.sha256());
    }

    private static FinalisedMedia.Lane lane(RenderedLane lane) {
        return new FinalisedMedia.Lane(lane.channel(), lane.stream(), lane.participants(), lane.encoding());
    }

    /** What concerns the whole recording is one row, not one a lane. */
    private static FinalisedMedia.Absence absence(RenderedRecording rendered, Gap gap) {
        boolean everywhere = rendered.lanes().stream()
                .allMatch(lane ->
                        rendered.gaps().contains(new Gap(lane.channel(), gap.from(), gap.until(), gap.cause())));
        int stream = everywhere && rendered.lanes().size() > 1 ? -1 : rendered.lanes().get(gap.lane()).stream();
        Instant origin = rendered.origin();
        return new FinalisedMedia.Absence(
                stream,
                origin.plus(gap.from()),
                origin.plus(gap.until()),
                word(gap.cause().name()));
    }

    private static FinalisedMedia.Event event(RecordingFacts facts, RenderedRecording rendered, TimelineEvent event) {
        String who = event.lane() < 0
                ? ""
                : rendered.lanes().get(event.lane()).participants().stream()
                        .map(id -> name(facts, id))
                        .findFirst()
                        .orElse("");
        String detail = name(facts, event.detail());
        String text = who.isEmpty() || detail.isEmpty() ? who + detail : who + ": " + detail;
        String kind = event.kind() == TimelineEvent.Kind.TELEPHONE_EVENT
                ? "dtmf"
                : word(event.kind().name());
        return new FinalisedMedia.Event(rendered.origin().plus(event.at()), kind, text);
    }

    /** The name of a participant; what is no participant's id stays what it is. */
    private static String name(RecordingFacts facts, String id) {
        return facts.participants().stream()
                .filter(party -> party.id().equals(id))
                .map(party -> party.name().isEmpty() ? party.aor() : party.name())
                .findFirst()
                .orElse(id);
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
