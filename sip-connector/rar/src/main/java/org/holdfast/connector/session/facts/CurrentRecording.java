package org.holdfast.connector.session.facts;

import java.time.Instant;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.siprec.CommunicationSession;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.jspecify.annotations.Nullable;

/**
 * The recording that runs now within a Recording Session, and where one ends and the next begins: each Communication
 * Session is a recording of its own (RFC 7866 §10). Owned by the session's thread.
 */
public final class CurrentRecording {
    private final SessionFacts facts;
    private final RecordingIds ids;
    private final String fallbackKey;
    private @Nullable UUID id;
    private Instant startedAt = Instant.EPOCH;
    private String conversationKey = "";
    private @Nullable CommunicationSession communicationSession;

    /** The fallback joins recordings as long as metadata does not say what they belong to. */
    public CurrentRecording(SessionFacts facts, RecordingIds ids, String fallbackKey) {
        this.facts = facts;
        this.ids = ids;
        this.fallbackKey = fallbackKey;
    }

    /** The first recording begins with the Recording Session, metadata or not. */
    public void start(Instant at) {
        begin(at, fallbackKey);
    }

    /**
     * Metadata came: it names the recording that runs, ends it, or begins the next one.
     *
     * @param anonymous nobody had been named before: what runs is the same conversation, whatever id it had (Avaya SBCE)
     */
    public void follow(CommunicationSession newest, boolean anonymous, Instant at) {
        CommunicationSession known = communicationSession;
        if (id != null && (known == null || anonymous || known.id().equals(newest.id()))) {
            adopt(newest);
            if (!newest.running()) {
                end(at, EndCause.SESSION_STOPPED);
            }
        } else if (newest.running()) {
            boolean goesOn = id != null; // new ids while the old one ran: a transfer, the same conversation
            end(at, EndCause.SESSION_STOPPED);
            communicationSession = newest;
            begin(at, goesOn ? conversationKey : keyOf(newest));
        }
    }

    /** Ends what runs; does nothing when nothing does. */
    public void end(Instant at, EndCause cause) {
        if (id != null) {
            facts.add(new RecordingEnded(at, id, cause.name()));
            id = null;
        }
    }

    public boolean of(CommunicationSession session) {
        return communicationSession != null && communicationSession.id().equals(session.id());
    }

    @Nullable
    public UUID id() {
        return id;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public String conversationKey() {
        return conversationKey;
    }

    private void adopt(CommunicationSession session) {
        boolean unknown = !of(session);
        communicationSession = session;
        UUID running = id;
        if (unknown && running != null && !keyOf(session).equals(conversationKey)) {
            conversationKey = keyOf(session);
            facts.add(new RecordingStarted(startedAt, running, conversationKey, ""));
        }
    }

    private void begin(Instant at, String key) {
        UUID begun = ids.next();
        id = begun;
        startedAt = at;
        conversationKey = key;
        facts.add(new RecordingStarted(at, begun, key, ""));
    }

    private String keyOf(CommunicationSession session) {
        if (!session.conversationKey().isEmpty()) {
            return session.conversationKey();
        }
        return session.id().isEmpty() ? fallbackKey : session.id();
    }
}
