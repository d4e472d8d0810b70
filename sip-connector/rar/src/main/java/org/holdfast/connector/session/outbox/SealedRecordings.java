package org.holdfast.connector.session.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;

/**
 * The one way from a journal's facts to what is announced, the same for a call just ended and for one found after a
 * restart. Facts are read in the order they were written.
 */
public final class SealedRecordings {
    private final String journal;
    private final KnownFacts now = new KnownFacts();
    private final Map<UUID, RecordingSpan> running = new LinkedHashMap<>();
    private final List<SealedRecording> ended = new ArrayList<>();
    private String node = "";

    private SealedRecordings(String journal) {
        this.journal = journal;
    }

    /** One for each recording of the journal, in the order they ended. */
    public static List<SealedRecording> of(String journal, List<JournalEntry> facts) {
        SealedRecordings reading = new SealedRecordings(journal);
        facts.forEach(reading::read);
        return List.copyOf(reading.ended);
    }

    private void read(JournalEntry entry) {
        switch (entry) {
            case SessionOpened opened -> node = opened.node();
            case RecordingStarted started -> started(started);
            case RecordingEnded end -> {
                RecordingSpan span = running.remove(end.recordingId());
                if (span != null) {
                    ended.add(span.sealed(journal, node, end.at(), causeOf(end.cause())));
                }
            }
            case SessionEnded end -> {
                running.values().forEach(span -> ended.add(span.sealed(journal, node, end.at(), causeOf(end.cause()))));
                running.clear();
            }
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

    private static EndCause causeOf(String name) {
        for (EndCause cause : EndCause.values()) {
            if (cause.name().equals(name)) {
                return cause;
            }
        }
        return EndCause.CRASH;
    }
}
