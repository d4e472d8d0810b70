package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.session.facts.SessionFacts;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.GapKnown;

/**
 * The open journal of a Recording Session and the media that flows into it. Immutable.
 *
 * @param packetsBefore RTP datagrams in the journal before a restart
 */
record OpenRecording(Journal journal, SessionCapture capture, Path file, long packetsBefore) {
    private static final String RESTART = "RESTART";

    /** A new one; its first facts are durable on return. */
    static OpenRecording create(UUID id, JournalDirectory directory, List<JournalEntry> first, RecorderParts parts)
            throws IOException {
        Journal journal = Journal.create(directory, id, parts.forcer(), first);
        Path file = directory.capturing().resolve(journal.fileName());
        return new OpenRecording(journal, parts.media().begin(journal), file, 0);
    }

    /** The one of a session before a restart. What was paused discards from before the first socket is open. */
    static OpenRecording reopen(KeptSession kept, JournalDirectory directory, Path file, RecorderParts parts)
            throws IOException {
        Journal journal = Journal.reopen(directory, file, parts.forcer());
        return new OpenRecording(journal, parts.media().begin(journal, kept.paused()), file, kept.packets());
    }

    String fileName() {
        return journal.fileName();
    }

    long packets() {
        return packetsBefore + capture.packets();
    }

    /** Nothing could be received meanwhile. */
    void gap(Instant lastKnown, Instant until, SessionFacts facts) {
        facts.add(new GapKnown(lastKnown, until, RESTART));
    }

    /** Lets go of everything; the journal stays as it is, without an end. */
    void abandon() {
        capture.end();
        journal.close();
    }

    /** The same, with all that came durable. */
    void leave() throws IOException {
        capture.end();
        try {
            journal.force();
        } finally {
            journal.close();
        }
    }

    /** Nothing was ever promised: no trace is left. */
    void forget() {
        abandon();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.journalNotSealed(fileName(), String.valueOf(e.getMessage()));
        }
    }
}
