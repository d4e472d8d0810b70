package org.holdfast.connector.session.outbox;

import java.time.Instant;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;

/** One recording while its part of the journal is read. */
final class RecordingSpan {
    private RecordingStarted started;
    private final KnownFacts facts;

    RecordingSpan(RecordingStarted started, KnownFacts facts) {
        this.started = started;
        this.facts = facts;
    }

    void corrected(RecordingStarted later) {
        started = later;
    }

    void add(JournalEntry entry) {
        facts.add(entry);
    }

    SealedRecording sealed(String journal, String node, Instant endedAt, EndCause cause) {
        return new SealedRecording(
                started.recordingId(),
                journal,
                node,
                started.conversationKey(),
                started.direction(),
                started.at(),
                endedAt.isBefore(started.at()) ? started.at() : endedAt,
                cause,
                facts.participants(started.at()),
                facts.streams(),
                facts.identifiers(),
                facts.warnings(),
                facts.snapshots());
    }
}
