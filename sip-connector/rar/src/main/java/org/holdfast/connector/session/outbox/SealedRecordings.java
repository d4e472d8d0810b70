package org.holdfast.connector.session.outbox;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.connector.api.DiscardedRecording;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.keeping.Keeping;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.RuleApplied;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.holdfast.rulebook.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * The one way from a journal's facts to what is announced, the same for a call just ended and for one found after a
 * restart. Facts are read in the order they were written.
 */
public final class SealedRecordings {
    private final String journal;
    private final KnownFacts now = new KnownFacts();
    private final Map<UUID, RecordingSpan> running = new LinkedHashMap<>();
    private final List<SealedRecording> ended = new ArrayList<>();
    private final List<DiscardedRecording> discarded = new ArrayList<>();
    private final Map<UUID, RuleApplied> rulings = new HashMap<>();
    private String node = "";
    private String callId = "";
    private @Nullable Instant first;

    private SealedRecordings(String journal) {
        this.journal = journal;
    }

    /**
     * One for each recording of the journal, in the order they ended. Where the record of its beginning is lost, a recording
     * is known by its end; where both are, what is left is one recording under the id of the Recording Session.
     */
    public static List<SealedRecording> of(String journal, List<JournalEntry> facts) {
        SealedRecordings reading = new SealedRecordings(journal);
        facts.forEach(reading::read);
        return List.copyOf(reading.ended);
    }

    /** Those of a journal that, by rule, are not kept. */
    public static List<DiscardedRecording> discarded(List<JournalEntry> facts) {
        SealedRecordings reading = new SealedRecordings("");
        facts.forEach(reading::read);
        return List.copyOf(reading.discarded);
    }

    private void read(JournalEntry entry) {
        if (first == null) {
            first = entry.at();
        }
        switch (entry) {
            case SessionOpened opened -> {
                node = opened.node();
                callId = opened.callId();
            }
            case RecordingStarted started -> started(started);
            case RuleApplied ruling -> rulings.put(ruling.recordingId(), ruling);
            case RecordingEnded end -> ended(end);
            case SessionEnded end -> ended(end);
            default -> {
                now.add(entry);
                running.values().forEach(span -> span.add(entry));
            }
        }
    }

    /** A second start of the same recording corrects the first: metadata came late. */
    private void started(RecordingStarted started) {
        RecordingSpan known = running.get(started.recordingId());
        if (known == null) {
            running.put(started.recordingId(), new RecordingSpan(started, now.asOf(started.at())));
        } else {
            known.corrected(started);
        }
    }

    private void ended(RecordingEnded end) {
        RecordingSpan span = running.remove(end.recordingId());
        if (span == null && !isKnown(end.recordingId())) {
            span = beginningLost(end.recordingId(), end.at());
        }
        if (span != null) {
            over(span.sealed(journal, node, end.at(), causeOf(end.cause())));
        }
    }

    private void over(SealedRecording recording) {
        RuleApplied ruling = rulings.get(recording.recordingId());
        Outcome outcome = ruling == null ? Outcome.KEEP : Keeping.outcome(ruling);
        if (ruling == null || outcome == Outcome.KEEP) {
            ended.add(recording);
        } else {
            discarded.add(new DiscardedRecording(
                    recording.recordingId(),
                    node,
                    recording.startedAt(),
                    recording.endedAt(),
                    outcome.word(),
                    ruling.rule()));
        }
    }

    private void ended(SessionEnded end) {
        UUID session = JournalDirectory.recordingSessionId(Path.of(journal));
        if (running.isEmpty() && ended.isEmpty() && discarded.isEmpty() && session != null) {
            running.put(session, beginningLost(session, end.at()));
        }
        running.values().forEach(span -> over(span.sealed(journal, node, end.at(), causeOf(end.cause()))));
        running.clear();
    }

    private boolean isKnown(UUID recordingId) {
        return ended.stream().anyMatch(one -> one.recordingId().equals(recordingId))
                || discarded.stream().anyMatch(one -> one.recordingId().equals(recordingId));
    }

    /** It began when the one before it ended, or with the journal. */
    private RecordingSpan beginningLost(UUID recordingId, Instant end) {
        Instant from = ended.isEmpty() ? first : ended.getLast().endedAt();
        now.add(new Warned(end, "the journal is damaged where it told of the recording's beginning"));
        return new RecordingSpan(
                new RecordingStarted(from == null ? end : from, recordingId, callId, ""), now.asOf(Instant.MIN));
    }

    private static EndCause causeOf(String name) {
        for (EndCause cause : EndCause.values()) {
            if (cause.name().equals(name)) {
                return cause;
            }
        }
        return EndCause.CRASH;
    }
}
