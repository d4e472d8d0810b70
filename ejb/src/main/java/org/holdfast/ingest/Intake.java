package org.holdfast.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.access.people.Assignments;
import org.holdfast.connector.api.MediaStream;
import org.holdfast.connector.api.MetadataSnapshot;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.work.WorkQueue;

/** Catalogue rows and first work item, in one transaction; the same recording again changes nothing. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Intake {
    private Recordings recordings;
    private WorkQueue work;
    private Assignments assignments;
    private Event<RecordingNews> news;
    private String node = "";

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Intake() {}

    @Inject
    public Intake(
            Recordings recordings,
            WorkQueue work,
            Assignments assignments,
            Event<RecordingNews> news,
            Settings settings) {
        this.recordings = recordings;
        this.work = work;
        this.assignments = assignments;
        this.news = news;
        this.node = settings.text(Setting.NODE_NAME);
    }

    /**
     * Takes in a recording whose journal is sealed. Whichever node recorded it, the journal lies here, and here is the work:
     * a journal may come from a dead host's disk.
     */
    public void take(SealedRecording sealed) {
        RecordingFacts facts = facts(sealed, sealed.node().isEmpty() ? node : sealed.node());
        boolean fresh = recordings.add(
                facts, sealed.snapshots().stream().map(Intake::body).toList());
        if (fresh) {
            assignments.assign(facts.id());
            work.begin(facts.id(), node);
            news.fire(new RecordingNews(facts.id(), RecordingNews.Kind.COMPLETED));
            WorkerLog.LOG.catalogued(
                    facts.id().toString(), ChronoUnit.SECONDS.between(facts.startedAt(), facts.endedAt()));
        }
    }

    private static RecordingFacts facts(SealedRecording sealed, String recordingNode) {
        return new RecordingFacts(
                sealed.recordingId(),
                recordingNode,
                sealed.journal(),
                sealed.conversationKey(),
                sealed.direction(),
                sealed.startedAt().truncatedTo(ChronoUnit.MICROS),
                sealed.endedAt().truncatedTo(ChronoUnit.MICROS),
                sealed.endCause().name(),
                sealed.participants().stream().map(Intake::party).toList(),
                sealed.streams().stream().map(Intake::stream).toList(),
                sealed.identifiers(),
                List.copyOf(sealed.warnings()));
    }

    private static RecordingFacts.Party party(Participant seen) {
        return new RecordingFacts.Party(
                seen.id(), seen.aor(), seen.name(), seen.role(), seen.joinedAt(), seen.leftAt());
    }

    private static RecordingFacts.Stream stream(MediaStream seen) {
        return new RecordingFacts.Stream(
                seen.number(), seen.label(), seen.kind(), seen.codec(), seen.clockRate(), seen.participants());
    }

    private static RecordingFacts.Body body(MetadataSnapshot came) {
        return new RecordingFacts.Body(came.at(), came.method(), came.contentType(), came.body());
    }
}
