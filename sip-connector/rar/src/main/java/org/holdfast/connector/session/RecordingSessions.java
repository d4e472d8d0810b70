package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.health.Judgement;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.session.outbox.Outbox;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalEntry;

/**
 * The Recording Sessions of this node: opens them, looks after them, ends them, and answers for them. Thread-safe; each
 * session itself is touched on the lane of its key only.
 */
public final class RecordingSessions implements RecorderControl {
    private static final int NEWS_WAITING = 1000;

    private final RecorderParts parts;
    private final Lanes lanes;
    private final Lanes newsLane;
    private final Outbox outbox;
    private final Supplier<Optional<RecordingListener>> listener;
    private final Judgement judgement;
    private final AdmissionGate gate;
    private final Map<UUID, Running> running = new ConcurrentHashMap<>();
    private final SessionWatcher watcher = new Watcher();

    private record Running(RecordingSession session, Object laneKey) {}

    /** Threads and rooms are shared with others and closed by whoever made them. */
    public RecordingSessions(
            RecorderParts parts,
            Lanes lanes,
            Lanes newsLane,
            Outbox outbox,
            Supplier<Optional<RecordingListener>> listener,
            Judgement judgement) {
        this.parts = parts;
        this.lanes = lanes;
        this.newsLane = newsLane;
        this.outbox = outbox;
        this.listener = listener;
        this.judgement = judgement;
        this.gate = new AdmissionGate(parts.settings(), running::size, this::sickness, parts.nanos());
    }

    /** The word for an INVITE and for an OPTIONS. */
    public AdmissionGate gate() {
        return gate;
    }

    /**
     * Opens a Recording Session, if it is taken. Called on the lane of the key.
     *
     * @return the session and what the SRC is to be told
     */
    public Invited invited(RecordingInvite invite, Object laneKey, SrcDialog dialog) {
        RecordingSession session = new RecordingSession(invite, parts, watcher, dialog);
        running.put(session.id(), new Running(session, laneKey));
        SessionAnswer answer = session.invited(invite);
        if (answer instanceof Refused) {
            running.remove(session.id());
        }
        return new Invited(session, answer);
    }

    /** A session and the answer to its INVITE. */
    public record Invited(RecordingSession session, SessionAnswer answer) {}

    /** Lets every session look after itself; wanted every second. */
    public void tick() {
        running.values().forEach(one -> lanes.run(one.laneKey(), one.session()::tick));
    }

    /** Ends all that runs and tells the SRCs; takes no new one. Returns at once, the lanes do it. */
    public void shutDown() {
        gate.stop();
        running.values()
                .forEach(one -> lanes.run(
                        one.laneKey(), () -> one.session().endFromHere(EndCause.SHUTDOWN, "the recorder is stopping")));
    }

    /** The journal volume is nearly full: ends all that runs, in order, while that can still be written. */
    public void endForWantOfRoom() {
        running.values()
                .forEach(one -> lanes.run(
                        one.laneKey(),
                        () -> one.session().endFromHere(EndCause.VOLUME_FULL, "the journal volume is full")));
    }

    public int count() {
        return running.size();
    }

    /** The forcer found a journal that cannot be written: its session ends at its next look at itself. */
    public void journalFailed(Journal journal) {
        LOG.journalFailed(journal.fileName());
        parts.journals().failed("journal " + journal.fileName() + " could not be forced: " + journal.failure());
        tick();
    }

    @Override
    public List<LiveRecording> running() {
        return running.values().stream()
                .map(one -> one.session().live())
                .filter(Objects::nonNull)
                .sorted(Comparator.comparing(LiveRecording::startedAt))
                .toList();
    }

    @Override
    public boolean pause(UUID recordingId, String byWhom) {
        return paused(recordingId, true, byWhom);
    }

    @Override
    public boolean resume(UUID recordingId, String byWhom) {
        return paused(recordingId, false, byWhom);
    }

    @Override
    public void drain(boolean draining) {
        gate.drain(draining);
    }

    @Override
    public RecorderHealth health() {
        return new RecorderHealth(
                judgement.components().get(),
                gate.draining(),
                running.size(),
                parts.settings().maxSessions(),
                judgement.alarms().get());
    }

    private boolean paused(UUID recordingId, boolean paused, String byWhom) {
        Optional<Running> one = running.values().stream()
                .filter(candidate -> {
                    LiveRecording live = candidate.session().live();
                    return live != null && live.recordingId().equals(recordingId);
                })
                .findFirst();
        one.ifPresent(found -> {
            found.session().discard(paused);
            lanes.run(found.laneKey(), () -> found.session().paused(paused, byWhom));
        });
        return one.isPresent();
    }

    /** What keeps this node from recording; that SIP works is proven by the request that asks. */
    private String sickness() {
        String journals = parts.journals().failure();
        return !journals.isEmpty()
                ? journals
                : judgement.components().get().stream()
                        .filter(component -> !component.up()
                                && component.vital()
                                && !component.name().startsWith("sip"))
                        .map(RecorderHealth.Component::reason)
                        .findFirst()
                        .orElse("");
    }

    private void tell(Consumer<RecordingListener> news) {
        if (newsLane.backlog() < NEWS_WAITING) {
            listener.get().ifPresent(hearer -> newsLane.run("news", () -> news.accept(hearer)));
        }
    }

    private final class Watcher implements SessionWatcher {
        @Override
        public Refused refuse(String reason) {
            return gate.refuse(reason);
        }

        @Override
        public void changed(LiveRecording recording) {
            tell(hearer -> hearer.changed(recording));
        }

        @Override
        public void ended(LiveRecording recording) {
            tell(hearer -> hearer.ended(recording));
        }

        @Override
        public void sealed(RecordingSession session, String journal, List<JournalEntry> facts) {
            running.remove(session.id());
            outbox.sealed(journal, facts);
        }

        @Override
        public void lost(RecordingSession session) {
            running.remove(session.id());
        }
    }
}
