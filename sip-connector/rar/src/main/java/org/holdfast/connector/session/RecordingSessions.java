package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.health.Judgement;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.session.outbox.Outbox;
import org.holdfast.connector.session.outbox.SealedRecordings;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;

/**
 * The Recording Sessions of this node: opens them, looks after them, ends them, and answers for them. Thread-safe; each
 * session itself is touched on the lane of its key only.
 */
public final class RecordingSessions implements RecorderControl {
    private static final int NEWS_WAITING = 1000;
    private static final Duration FACT_WRITTEN = Duration.ofSeconds(2);

    private final RecorderParts parts;
    private final Lanes lanes;
    private final Lanes newsLane;
    private final Outbox outbox;
    private final Supplier<Optional<RecordingListener>> listener;
    private final Judgement judgement;
    private final AdmissionGate gate;
    private volatile Consumer<String> lost = journal -> {};
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
        RecordingSession session =
                new RecordingSession(SessionContents.beginning(invite, parts), parts, watcher, dialog);
        running.put(session.id(), new Running(session, laneKey));
        SessionAnswer answer = session.invited(invite);
        if (answer instanceof Refused) {
            running.remove(session.id());
        }
        return new Invited(session, answer);
    }

    /**
     * Goes on with a Recording Session of an earlier process. Called on the lane of the key.
     *
     * @throws IOException when that is not possible; its journal is closed then and has no end
     */
    public RecordingSession takeUp(
            KeptSession kept, JournalDirectory directory, Path file, Object laneKey, SrcDialog dialog)
            throws IOException {
        RecordingSession session = new RecordingSession(SessionContents.before(kept, parts), parts, watcher, dialog);
        session.takeUp(kept, directory, file);
        running.put(session.id(), new Running(session, laneKey));
        return session;
    }

    /** Whether every session of an earlier process that goes on does. */
    public boolean allTakenUp() {
        return parts.journals().directory().isPresent();
    }

    /** A session and the answer to its INVITE. */
    public record Invited(RecordingSession session, SessionAnswer answer) {}

    /** Lets every session look after itself; wanted every second. */
    public void tick() {
        running.values().forEach(one -> lanes.run(one.laneKey(), one.session()::tick));
    }

    /**
     * Takes no new session. What runs is left for the next start to go on with; a node that was drained ends it and tells the
     * SRCs, for it may not come back. Returns at once, the lanes do it.
     */
    public void shutDown() {
        boolean drained = gate.draining();
        gate.stop();
        running.values().forEach(one -> lanes.run(one.laneKey(), () -> stop(one.session(), drained)));
    }

    private static void stop(RecordingSession session, boolean drained) {
        if (drained) {
            session.endFromHere(EndCause.SHUTDOWN, "the recorder is stopping");
        } else {
            session.leave("the recorder is stopping");
        }
    }

    /** Who brings a journal home that could not be sealed; told its name on the session's lane. */
    public void onLost(Consumer<String> hearer) {
        lost = hearer;
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
    public boolean keep(UUID recordingId, String byWhom) {
        return of(recordingId)
                .map(found -> {
                    CompletableFuture<Boolean> written = new CompletableFuture<>();
                    lanes.run(
                            found.laneKey(),
                            () -> written.complete(found.session().keep(recordingId, byWhom)));
                    return await(written);
                })
                .orElse(false);
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
        Optional<Running> one = of(recordingId);
        one.ifPresent(found -> {
            found.session().discard(paused);
            CompletableFuture<Boolean> written = new CompletableFuture<>();
            lanes.run(found.laneKey(), () -> {
                found.session().paused(paused, byWhom);
                written.complete(true);
            });
            await(written);
        });
        return one.isPresent();
    }

    private Optional<Running> of(UUID recordingId) {
        return running.values().stream()
                .filter(candidate -> {
                    LiveRecording live = candidate.session().live();
                    return live != null && live.recordingId().equals(recordingId);
                })
                .findFirst();
    }

    /** A restart must not undo what the caller was told; discarding itself has begun already. */
    private static boolean await(CompletableFuture<Boolean> written) {
        try {
            return written.get(FACT_WRITTEN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.notServed("pause, resume or keep, in the journal", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
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
        public void discarded(RecordingSession session, List<JournalEntry> facts) {
            running.remove(session.id());
            for (DiscardedRecording one : SealedRecordings.discarded(facts)) {
                outbox.notKept().note(one);
                tell(hearer -> hearer.discarded(one));
            }
        }

        @Override
        public void lost(RecordingSession session, String journal) {
            running.remove(session.id());
            lost.accept(journal);
        }

        @Override
        public void left(RecordingSession session) {
            running.remove(session.id());
        }
    }
}
