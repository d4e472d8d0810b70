package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpRejected;
import org.holdfast.connector.session.SessionAnswer.Accepted;
import org.holdfast.connector.session.SessionAnswer.Described;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.facts.SilenceWatch;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.connector.siprec.MimeRejected;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionEnding;
import org.jspecify.annotations.Nullable;

/**
 * One Recording Session, from its INVITE to the sealed journal. Owned by one thread, its lane; only {@link #live()}, {@link
 * #id()} and {@link #discard} may be called from others.
 */
public final class RecordingSession {
    private final RecorderParts parts;
    private final SessionWatcher watcher;
    private final SrcDialog dialog;
    private final SessionContents contents;
    private final SilenceWatch silence;
    private final LiveView view;
    private SessionState state = SessionState.INVITED;
    private volatile @Nullable OpenRecording open;
    private boolean paused;
    private boolean answerExpected;

    RecordingSession(SessionContents contents, RecorderParts parts, SessionWatcher watcher, SrcDialog dialog) {
        this.contents = contents;
        this.parts = parts;
        this.watcher = watcher;
        this.dialog = dialog;
        this.view = new LiveView(watcher);
        this.silence = new SilenceWatch(parts.settings().media().silenceLimit(), parts.nanos());
    }

    /** Takes the call or says why not. When the answer is a 200, the journal's header is durable (promise P2). */
    SessionAnswer invited(RecordingInvite invite) {
        try {
            SessionBodies bodies = SessionBodies.of(invite.body());
            Optional<SdpDescription> offer = bodies.description();
            if (offer.isPresent() && !offer.get().acceptable()) {
                return refused(new Refused(488, "no media line in a codec this recorder can store"));
            }
            contents.opening(invite, bodies);
            contents.review(invite.at());
            return open(offer, invite.at());
        } catch (MimeRejected e) {
            return refused(Refused.of(e));
        } catch (SdpRejected e) {
            return refused(Refused.of(e));
        }
    }

    /**
     * Goes on after a restart: in the same journal, on the same ports, paused if it was.
     *
     * @throws IOException when it cannot; the journal is closed then and has no end yet
     */
    void takeUp(KeptSession kept, JournalDirectory directory, Path file) throws IOException {
        if (!contents.agreesWith(kept)) {
            throw new IOException("its requests, read again, do not lead to the recording that was running");
        }
        OpenRecording again = OpenRecording.reopen(kept, contents, directory, file, parts);
        List<Integer> lost = contents.streams.takeUp(again.capture(), kept.sources());
        Instant now = parts.clock().instant();
        if (contents.streams.received().isEmpty() && contents.streams.expectsMedia()) {
            again.abandon();
            throw new IOException("none of its media ports is free any more");
        }
        contents.facts.writeTo(again.journal());
        again.gap(kept.last(), now, contents.facts);
        contents.lost(lost, now);
        open = again;
        paused = kept.paused();
        answerExpected = kept.answerExpected();
        move(SessionState.CAPTURING, "taken up again");
        LOG.takenUp(id().toString(), Duration.between(kept.last(), now).toMillis() / 1000.0, lost.size());
        publish();
    }

    /** A later request: re-INVITE, UPDATE. SDP, metadata or both may have changed; audio is never given up for either. */
    public SessionAnswer renegotiate(SessionRequest request) {
        try {
            SessionBodies bodies = SessionBodies.of(request);
            Optional<SdpDescription> offer = bodies.description();
            if (offer.isPresent() && offer.get().nothingToReceive()) {
                return new Refused(488, "no media line that can be received");
            }
            follow(bodies, request);
            if (offer.isPresent()) {
                return new Described(contents.streams.answer(offer.get(), request.at()), false);
            }
            boolean wantsOffer = request.method().equals("INVITE") && request.empty();
            answerExpected = wantsOffer;
            return wantsOffer ? new Described(contents.streams.offer(request.at()), true) : new Accepted();
        } catch (MimeRejected e) {
            return odd(request, Refused.of(e));
        } catch (SdpRejected e) {
            return odd(request, Refused.of(e));
        }
    }

    /**
     * The SRC has our 200.
     *
     * @return false when the answer to our offer is missing, so that there is no agreement on media
     */
    public boolean confirmed(SessionRequest ack) {
        if (state == SessionState.CAPTURING) {
            move(SessionState.CONFIRMED, "ACK");
        }
        if (!answerExpected) {
            return true;
        }
        try {
            SessionBodies bodies = SessionBodies.of(ack);
            follow(bodies, ack);
            answerExpected = bodies.description().isEmpty();
        } catch (MimeRejected | SdpRejected e) {
            contents.odd(ack, text(e));
        }
        return !answerExpected;
    }

    /** After a restart: the SRC had our 200 already. */
    public void confirmedBefore() {
        move(SessionState.CONFIRMED, "ACK before the restart");
    }

    /** Keeps a body that changes nothing, e.g. of an INFO. */
    public void keep(SessionRequest request) {
        contents.keep(request);
    }

    /** The dialog as it stands now, so that a restart can go on with it. */
    public void keepDialog(byte[] dialogState) {
        contents.facts.add(new DialogKept(parts.clock().instant(), dialogState));
    }

    /** The end is decided, before anybody is told: a restart from here on will not take the session up again. */
    public void ending(EndCause cause) {
        if (state.running()) {
            contents.facts.add(new SessionEnding(parts.clock().instant(), cause.name()));
        }
    }

    /** The end, whoever wants it. Does nothing the second time. */
    public void end(EndCause cause, String why) {
        OpenRecording recording = open;
        if (!state.running() || recording == null) {
            return;
        }
        recording.capture().end();
        Instant at = parts.clock().instant();
        contents.recording.end(at, cause);
        if (contents.keeping.keepsNone()) {
            closing(recording, why, () -> discarded(recording, why));
        } else {
            closing(recording, why, () -> sealed(recording, new SessionEnded(at, cause.name()), why));
        }
        view.over(recording.packets());
    }

    private void sealed(OpenRecording recording, SessionEnded end, String why) throws IOException {
        try {
            recording.journal().seal(end);
        } catch (IOException unsealed) {
            recording.journal().close();
            throw unsealed;
        }
        contents.facts.add(end);
        move(SessionState.SEALED, why);
        watcher.sealed(this, recording.fileName(), contents.facts.soFar());
    }

    /** The rules have it that nothing is kept. */
    private void discarded(OpenRecording recording, String why) throws IOException {
        recording.discard();
        move(SessionState.DISCARDED, why);
        watcher.discarded(this, contents.facts.soFar());
    }

    /** This process ends and the session does not: its journal is left for the next start. */
    void leave(String why) {
        OpenRecording recording = open;
        if (state.running() && recording != null) {
            closing(recording, why, () -> {
                recording.leave();
                move(SessionState.LEFT, why);
                watcher.left(this);
            });
        }
    }

    private interface Closing {
        void close() throws IOException;
    }

    /** However it closes: a journal that cannot be closed so is lost sight of here, and found by the next start. */
    private void closing(OpenRecording recording, String why, Closing closing) {
        try {
            closing.close();
        } catch (IOException e) {
            LOG.journalNotSealed(id().toString(), text(e));
            move(SessionState.FAILED, why);
            watcher.lost(this, recording.fileName());
        }
    }

    /** Looks after itself, every second: a failed journal or an SRC that fell silent ends the session. */
    void tick() {
        OpenRecording recording = open;
        if (!state.running() || recording == null) {
            return;
        }
        if (contents.facts.failure() != null || recording.journal().failed()) {
            endFromHere(EndCause.JOURNAL_FAILED, "the journal cannot be written");
        } else if (silence.exceeded(recording.packets())) {
            heardNothing();
        }
    }

    /** The end that this side wants: the SRC is told. */
    public void endFromHere(EndCause cause, String why) {
        ending(cause);
        dialog.bye(why);
        end(cause, why);
    }

    /** Any thread: from this instant on nothing more is kept, or kept again. */
    void discard(boolean discarding) {
        contents.keeping.pause(discarding);
    }

    /** Somebody wants it kept. False when it does not run any more. */
    boolean keep(UUID recordingId, String byWhom) {
        if (!state.running() || !recordingId.equals(contents.recording.id())) {
            return false;
        }
        contents.keeping.keep(recordingId, parts.clock().instant(), byWhom);
        LOG.keptOnDemand(recordingId.toString(), byWhom);
        publish();
        return contents.facts.failure() == null;
    }

    void paused(boolean nowPaused, String byWhom) {
        if (state.running() && paused != nowPaused) {
            paused = nowPaused;
            contents.facts.add(new PauseChanged(parts.clock().instant(), nowPaused, byWhom));
            publish();
        }
    }

    /** Any thread: the recording that runs now, null between recordings. */
    @Nullable
    LiveRecording live() {
        return view.seen(packets());
    }

    public UUID id() {
        return contents.id();
    }

    private SessionAnswer open(Optional<SdpDescription> offer, Instant at) {
        JournalDirectory directory = parts.journals().directory().orElse(null);
        if (directory == null) {
            return unavailable("the journal directory cannot be used");
        }
        OpenRecording opened;
        try {
            opened = OpenRecording.create(contents, directory, parts);
        } catch (IOException e) {
            return unavailable("the journal cannot be written: " + text(e));
        }
        open = opened;
        contents.facts.writeTo(opened.journal());
        contents.lease(offer, opened.capture(), at);
        if (contents.streams.received().isEmpty()) {
            opened.forget();
            return unavailable("no media port is free");
        }
        answerExpected = offer.isEmpty();
        move(SessionState.CAPTURING, "INVITE");
        publish();
        byte[] sdp = offer.map(description -> contents.streams.answer(description, at))
                .orElseGet(() -> contents.streams.offer(at));
        return new Described(sdp, offer.isEmpty());
    }

    private void follow(SessionBodies bodies, SessionRequest request) {
        OpenRecording recording = open;
        contents.take(bodies, request);
        contents.review(request.at());
        if (recording != null) {
            bodies.description()
                    .ifPresent(description -> contents.follow(description, recording.capture(), request.at()));
        }
        publish();
    }

    private Refused odd(SessionRequest request, Refused refused) {
        contents.odd(request, refused.reason());
        return refused;
    }

    private Refused unavailable(String reason) {
        return refused(watcher.refuse(reason));
    }

    private Refused refused(Refused refused) {
        move(SessionState.REFUSED, refused.reason());
        return refused;
    }

    private void publish() {
        LiveRecording running = contents.live(paused).orElse(null);
        view.overUnless(running == null ? null : running.recordingId(), packets());
        if (running != null && state.running()) {
            view.show(running);
        }
    }

    private long packets() {
        OpenRecording recording = open;
        return recording == null ? 0 : recording.packets();
    }

    /** On hold silence is right, as long as the SRC still knows of the session. */
    private void heardNothing() {
        if (contents.keeping.discards() || contents.streams.onHold()) {
            silence.restart();
            dialog.probe();
        } else {
            endFromHere(EndCause.SRC_SILENT, "no media for too long");
        }
    }

    private void move(SessionState next, String why) {
        LOG.sessionMoved(id().toString(), state.name(), next.name(), why);
        state = next;
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
