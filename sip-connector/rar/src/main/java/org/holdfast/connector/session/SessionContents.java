package org.holdfast.connector.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpRejected;
import org.holdfast.connector.session.facts.CurrentRecording;
import org.holdfast.connector.session.facts.MetadataFacts;
import org.holdfast.connector.session.facts.OfferedStreams;
import org.holdfast.connector.session.facts.RecordingIds;
import org.holdfast.connector.session.facts.SessionFacts;
import org.holdfast.connector.session.keeping.Keeping;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.connector.session.recovery.LeasedBefore;
import org.holdfast.connector.siprec.BodyPart;
import org.holdfast.connector.siprec.SipParties;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.holdfast.media.journal.JournalEntry.HeadersKept;
import org.holdfast.media.journal.JournalEntry.KeptHeader;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.RuleApplied;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.holdfast.rulebook.Outcome;

/**
 * What the SRC has said of a Recording Session so far: who talks, on which m-lines, in which recording. Made of requests, and
 * after a restart of the same requests once more. Owned by the session's thread.
 */
final class SessionContents {
    final SessionFacts facts;
    final CurrentRecording recording;
    final MetadataFacts metadata;
    final OfferedStreams streams;
    final Keeping keeping;
    private final UUID id;
    private final RecorderSettings settings;

    private SessionContents(
            UUID id, RecorderParts parts, SessionFacts facts, RecordingIds ids, RecordingInvite invite) {
        SipParties parties = SipParties.of(invite.parties(), invite.at());
        String key = parties.conversationKey().isEmpty() ? invite.callId() : parties.conversationKey();
        this.id = id;
        this.settings = parts.settings();
        this.facts = facts;
        this.recording = new CurrentRecording(facts, ids, key);
        this.metadata = new MetadataFacts(facts, recording);
        this.streams = new OfferedStreams(
                facts, settings.advertisedAddress(), Long.toString(id.getMostSignificantBits() >>> 16));
        this.keeping = new Keeping(parts.rules(), facts, invite.callId(), invite.trunks());
    }

    /** Of a session that begins; {@link #opening} is to follow. */
    static SessionContents beginning(RecordingInvite invite, RecorderParts parts) {
        RecordingIds ids = new RecordingIds(parts.clock());
        return new SessionContents(ids.next(), parts, new SessionFacts(), ids, invite);
    }

    /** Of a session before a restart, up to the last request its journal holds. */
    static SessionContents before(KeptSession kept, RecorderParts parts) {
        RecordingInvite invite = invite(kept);
        SessionContents contents = new SessionContents(
                kept.opened().recordingSessionId(),
                parts,
                SessionFacts.replaying(kept.entries()),
                new RecordingIds(parts.clock(), kept.recordings()),
                invite);
        SessionCapture leased = new LeasedBefore(kept);
        for (KeptSession.KeptRequest request : kept.requests()) {
            contents.facts.nextRequest();
            contents.again(request, invite, leased);
        }
        contents.keeping.decidedBefore(
                kept.recordings(), kept.all(RuleApplied.class).toList(), contents.metadata.named(), kept.paused());
        kept.said().ifPresent(said -> contents.streams.said(said.version(), said.sdp()));
        return contents;
    }

    private void again(KeptSession.KeptRequest request, RecordingInvite invite, SessionCapture leased) {
        List<BodyPart> parts = request.bodies().stream()
                .map(body -> new BodyPart(body.contentType(), "", body.body()))
                .toList();
        try {
            SessionBodies bodies = SessionBodies.of(parts);
            if (request.opening()) {
                opening(invite, bodies);
                lease(bodies.description(), leased, request.at());
            } else if (Set.of("INVITE", "UPDATE", "ACK").contains(request.method())) {
                take(bodies, new SessionRequest(request.method(), "", "", new byte[0], request.at()));
                bodies.description().ifPresent(description -> follow(description, leased, request.at()));
            }
        } catch (SdpRejected odd) {
            notUnderstood(request.method(), request.at(), String.valueOf(odd.getMessage()));
        }
    }

    private static RecordingInvite invite(KeptSession kept) {
        List<KeptHeader> headers = kept.all(HeadersKept.class)
                .findFirst()
                .map(HeadersKept::headers)
                .orElse(List.of());
        SessionOpened opened = kept.opened();
        return RecordingInvite.kept(opened.callId(), opened.at(), headers);
    }

    /** The INVITE that begins the session, whole. */
    void opening(RecordingInvite invite, SessionBodies bodies) {
        Instant at = invite.at();
        facts.add(new SessionOpened(at, id, settings.node(), invite.callId()));
        facts.add(new HeadersKept(at, "INVITE", invite.headers()));
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

    /** Ports for what the opening INVITE offers, or for an offer of ours. */
    void lease(Optional<SdpDescription> offer, SessionCapture capture, Instant at) {
        offer.ifPresentOrElse(
                description -> streams.lease(description, capture, at), () -> streams.leaseOwn(capture, at));
    }

    /** Bodies of any request: all are kept, metadata is understood as far as it goes. */
    void take(SessionBodies bodies, SessionRequest request) {
        for (BodyPart part : bodies.parts()) {
            facts.add(new BodyKept(request.at(), request.method(), part.contentType(), part.bytes()));
        }
        bodies.metadata().forEach(document -> metadata.received(document, request.at()));
        SdpDescription described = streams.latest();
        if (described != null && !bodies.metadata().isEmpty()) {
            metadata.bind(described, streams.described(), request.at());
        }
    }

    /** A body that changes nothing. */
    void keep(SessionRequest request) {
        if (!request.empty()) {
            facts.add(new BodyKept(request.at(), request.method(), request.contentType(), request.body()));
        }
    }

    /** A request that could not be followed: its body is kept for whoever looks into it. */
    void odd(SessionRequest request, String oddity) {
        keep(request);
        notUnderstood(request.method(), request.at(), oddity);
    }

    private void notUnderstood(String method, Instant at, String oddity) {
        facts.add(new Warned(at, method + " was not understood: " + oddity));
    }

    /** M-lines whose port somebody else has since the restart. */
    void lost(List<Integer> mLines, Instant at) {
        mLines.forEach(line -> facts.add(new Warned(at, "stream " + line + " has lost its port by the restart")));
    }

    /** Asks the rules about what runs now. */
    void review(Instant at) {
        keeping.review(recording.id(), metadata.roles(), metadata.named(), at);
    }

    /** A description after the first. */
    void follow(SdpDescription description, SessionCapture capture, Instant at) {
        streams.describe(description, at);
        streams.lease(description, capture, at);
        metadata.bind(description, streams.described(), at);
    }

    /** Whether the requests read again lead to the recording that the journal says was running. */
    boolean agreesWith(KeptSession kept) {
        Set<UUID> running = new HashSet<>();
        List<JournalEntry> all = new ArrayList<>(kept.entries());
        all.addAll(facts.unwritten());
        for (JournalEntry entry : all) {
            if (entry instanceof RecordingStarted started) {
                running.add(started.recordingId());
            } else if (entry instanceof RecordingEnded ended) {
                running.remove(ended.recordingId());
            }
        }
        UUID now = recording.id();
        return now == null ? running.isEmpty() : running.equals(Set.of(now));
    }

    /** What is recorded now, as others may see it; empty between recordings and where the rules keep nothing. */
    Optional<LiveRecording> live(boolean paused) {
        UUID running = recording.id();
        if (running == null || !keeping.outcome(running).writesMedia()) {
            return Optional.empty();
        }
        return Optional.of(new LiveRecording(
                running,
                id,
                settings.node(),
                recording.conversationKey(),
                recording.startedAt(),
                metadata.parties(),
                streams.onHold(),
                paused,
                0,
                keeping.outcome(running) == Outcome.ON_DEMAND));
    }

    UUID id() {
        return id;
    }
}
