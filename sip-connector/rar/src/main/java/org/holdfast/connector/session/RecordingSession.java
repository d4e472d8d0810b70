package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpMedia;
import org.holdfast.connector.sdp.SdpRejected;
import org.holdfast.connector.session.SessionAnswer.Accepted;
import org.holdfast.connector.session.SessionAnswer.Described;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.facts.CurrentRecording;
import org.holdfast.connector.session.facts.MetadataFacts;
import org.holdfast.connector.session.facts.OfferedStreams;
import org.holdfast.connector.session.facts.RecordingIds;
import org.holdfast.connector.session.facts.SessionFacts;
import org.holdfast.connector.siprec.BodyPart;
import org.holdfast.connector.siprec.MimeRejected;
import org.holdfast.connector.siprec.SipParties;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.holdfast.media.journal.JournalEntry.PauseChanged;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.jspecify.annotations.Nullable;

/**
 * One Recording Session, from its INVITE to the sealed journal. Owned by one thread, its lane; only {@link #live()}, {@link
 * #id()} and {@link #discard} may be called from others.
 */
public final class RecordingSession {
    private final UUID id;
    private final RecorderParts parts;
    private final SessionWatcher watcher;
    private final SrcDialog dialog;
    private final SessionFacts facts = new SessionFacts();
    private final CurrentRecording recording;
    private final MetadataFacts metadata;
    private final OfferedStreams streams;
    private final SilenceWatch silence;
    private final LiveView view;
    private SessionState state = SessionState.INVITED;
    private @Nullable Journal journal;
    private volatile @Nullable SessionCapture capture;
    private boolean paused;
    private boolean answerExpected;

    RecordingSession(RecordingInvite invite, RecorderParts parts, SessionWatcher watcher, SrcDialog dialog) {
        RecordingIds ids = new RecordingIds(parts.clock());
        SipParties parties = SipParties.of(invite.parties(), invite.at());
        String key = parties.conversationKey().isEmpty() ? invite.callId() : parties.conversationKey();
        this.id = ids.next();
        this.parts = parts;
        this.watcher = watcher;
        this.dialog = dialog;
        this.recording = new CurrentRecording(facts, ids, key);
        this.metadata = new MetadataFacts(facts, recording);
        this.streams = new OfferedStreams(
                facts, parts.settings().advertisedAddress(), Long.toString(id.getMostSignificantBits() >>> 16));
        this.view = new LiveView(watcher);
        this.silence = new SilenceWatch(parts.settings().media().silenceLimit(), parts.nanos());
    }

    /** Takes the call or says why not. When the answer is a 200, the journal's header is durable (promise P2). */
    SessionAnswer invited(RecordingInvite invite) {
        try {
            SessionBodies bodies = SessionBodies.of(invite.body());
            Optional<SdpDescription> offer = bodies.description();
            if (offer.isPresent() && !offer.get().acceptable()) {
                return refused(488, "no media line in a codec this recorder can store", Map.of());
            }
            note(invite, bodies);
            return open(offer, invite.at());
        } catch (MimeRejected e) {
            return refused(e.sipStatus(), text(e), headers(e));
        } catch (SdpRejected e) {
            return refused(400, text(e), Map.of());
        }
    }

    /** A later request: re-INVITE, UPDATE. SDP, metadata or both may have changed; audio is never given up for either. */
    public SessionAnswer renegotiate(SessionRequest request) {
        try {
            SessionBodies bodies = SessionBodies.of(request);
            Optional<SdpDescription> offer = bodies.description();
            if (offer.isPresent() && nothingToReceive(offer.get())) {
                return new Refused(488, "no media line that can be received");
            }
            take(bodies, request);
            offer.ifPresent(description -> follow(description, request.at()));
            publish();
            if (offer.isPresent()) {
                return new Described(streams.answer(offer.get()), false);
            }
            boolean wantsOffer = request.method().equals("INVITE") && request.empty();
            answerExpected = wantsOffer;
            return wantsOffer ? new Described(streams.offer(), true) : new Accepted();
        } catch (MimeRejected e) {
            keepOdd(request, text(e));
            return new Refused(e.sipStatus(), text(e), headers(e));
        } catch (SdpRejected e) {
            keepOdd(request, text(e));
            return new Refused(400, text(e));
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
            take(bodies, ack);
            bodies.description().ifPresent(description -> follow(description, ack.at()));
            answerExpected = bodies.description().isEmpty();
            publish();
        } catch (MimeRejected | SdpRejected e) {
            keepOdd(ack, text(e));
        }
        return !answerExpected;
    }

    /** Keeps a body that changes nothing, e.g. of an INFO. */
    public void keep(SessionRequest request) {
        if (!request.empty()) {
            facts.add(new BodyKept(request.at(), request.method(), request.contentType(), request.body()));
        }
    }

    /** The dialog as it stands now, so that a restart can go on with it. */
    public void keepDialog(byte[] dialogState) {
        facts.add(new DialogKept(parts.clock().instant(), dialogState));
    }

    /** The end, whoever wants it. Does nothing the second time. */
    public void end(EndCause cause, String why) {
        Journal open = journal;
        if (!state.running() || open == null) {
            return;
        }
        stopCapture();
        Instant at = parts.clock().instant();
        recording.end(at, cause);
        SessionEnded end = new SessionEnded(at, cause.name());
        try {
            open.seal(end);
            facts.add(end);
            move(SessionState.SEALED, why);
            watcher.sealed(this, open.fileName(), facts.soFar());
        } catch (IOException e) {
            open.close();
            LOG.journalNotSealed(id.toString(), text(e));
            move(SessionState.FAILED, why);
            watcher.lost(this);
        }
        view.over(packets());
    }

    /** Looks after itself, every second: a failed journal or an SRC that fell silent ends the session. */
    void tick() {
        SessionCapture receiving = capture;
        Journal open = journal;
        if (!state.running() || receiving == null || open == null) {
            return;
        }
        if (facts.failure() != null || open.failed()) {
            endFromHere(EndCause.JOURNAL_FAILED, "the journal cannot be written");
        } else if (silence.exceeded(receiving.packets())) {
            heardNothing();
        }
    }

    /** The end that this side wants: the SRC is told. */
    public void endFromHere(EndCause cause, String why) {
        dialog.bye(why);
        end(cause, why);
    }

    /** Any thread: from this instant on nothing more is kept, or kept again. */
    void discard(boolean discarding) {
        SessionCapture receiving = capture;
        if (receiving != null) {
            receiving.discard(discarding);
        }
    }

    void paused(boolean nowPaused, String byWhom) {
        if (state.running() && paused != nowPaused) {
            paused = nowPaused;
            facts.add(new PauseChanged(parts.clock().instant(), nowPaused, byWhom));
            publish();
        }
    }

    /** Any thread: the recording that runs now, null between recordings. */
    @Nullable
    LiveRecording live() {
        return view.seen(packets());
    }

    public UUID id() {
        return id;
    }

    private void note(RecordingInvite invite, SessionBodies bodies) {
        Instant at = invite.at();
        facts.add(new SessionOpened(at, id, parts.settings().node(), invite.callId()));
        facts.add(new DialogKept(at, invite.dialog()));
        recording.start(at);
        metadata.identified("Call-ID", invite.callId(), at);
        invite.identifiers().forEach((name, value) -> metadata.identified(name, value, at));
        take(bodies, invite.body());
        metadata.standIn(SipParties.of(invite.parties(), at));
        bodies.description().ifPresent(offer -> {
            streams.describe(offer, at);
            metadata.bind(offer, streams.described(), at);
        });
    }

    private SessionAnswer open(Optional<SdpDescription> offer, Instant at) {
        JournalDirectory directory = parts.journals().directory().orElse(null);
        if (directory == null) {
            return unavailable("the journal directory cannot be used");
        }
        Journal opened;
        try {
            opened = Journal.create(directory, id, parts.forcer(), facts.soFar());
        } catch (IOException e) {
            return unavailable("the journal cannot be written: " + text(e));
        }
        SessionCapture receiving = parts.media().begin(opened);
        journal = opened;
        capture = receiving;
        facts.writeTo(opened);
        offer.ifPresentOrElse(
                description -> streams.lease(description, receiving, at), () -> streams.leaseOwn(receiving, at));
        if (streams.received().isEmpty()) {
            abandon(opened, directory);
            return unavailable("no media port is free");
        }
        answerExpected = offer.isEmpty();
        move(SessionState.CAPTURING, "INVITE");
        publish();
        return new Described(offer.map(streams::answer).orElseGet(streams::offer), offer.isEmpty());
    }

    private void take(SessionBodies bodies, SessionRequest request) {
        for (BodyPart part : bodies.parts()) {
            facts.add(new BodyKept(request.at(), request.method(), part.contentType(), part.bytes()));
        }
        bodies.metadata().forEach(document -> metadata.received(document, request.at()));
        SdpDescription described = streams.latest();
        if (described != null && !bodies.metadata().isEmpty()) {
            metadata.bind(described, streams.described(), request.at());
        }
    }

    private void follow(SdpDescription description, Instant at) {
        SessionCapture receiving = capture;
        if (receiving != null) {
            streams.describe(description, at);
            streams.lease(description, receiving, at);
            metadata.bind(description, streams.described(), at);
        }
    }

    private void keepOdd(SessionRequest request, String oddity) {
        keep(request);
        facts.add(new Warned(request.at(), request.method() + " was not understood: " + oddity));
    }

    private void abandon(Journal opened, JournalDirectory directory) {
        stopCapture();
        opened.close();
        try {
            Files.deleteIfExists(directory.capturing().resolve(opened.fileName()));
        } catch (IOException e) {
            LOG.journalNotSealed(id.toString(), text(e));
        }
    }

    private void stopCapture() {
        SessionCapture receiving = capture;
        if (receiving != null) {
            receiving.end();
        }
    }

    private Refused unavailable(String reason) {
        Refused refused = watcher.refuse(reason);
        move(SessionState.REFUSED, reason);
        return refused;
    }

    private Refused refused(int sipStatus, String reason, Map<String, String> headers) {
        move(SessionState.REFUSED, reason);
        return new Refused(sipStatus, reason, headers);
    }

    private void publish() {
        UUID running = recording.id();
        view.overUnless(running, packets());
        if (running != null && state.running()) {
            view.show(new LiveRecording(
                    running,
                    id,
                    parts.settings().node(),
                    recording.conversationKey(),
                    recording.startedAt(),
                    metadata.parties(),
                    streams.onHold(),
                    paused,
                    0));
        }
    }

    private long packets() {
        SessionCapture receiving = capture;
        return receiving == null ? 0 : receiving.packets();
    }

    /** On hold silence is right, as long as the SRC still knows of the session. */
    private void heardNothing() {
        if (paused || streams.onHold()) {
            silence.restart();
            dialog.probe();
        } else {
            endFromHere(EndCause.SRC_SILENT, "no media for too long");
        }
    }

    private void move(SessionState next, String why) {
        LOG.sessionMoved(id.toString(), state.name(), next.name(), why);
        state = next;
    }

    private static boolean nothingToReceive(SdpDescription offer) {
        boolean live = offer.media().stream().anyMatch(line -> !line.removed());
        return live && offer.media().stream().noneMatch(SdpMedia::storable);
    }

    private static Map<String, String> headers(MimeRejected rejected) {
        return rejected.headerName().isEmpty() ? Map.of() : Map.of(rejected.headerName(), rejected.headerValue());
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
