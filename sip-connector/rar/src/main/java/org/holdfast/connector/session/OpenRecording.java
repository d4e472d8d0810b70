package org.holdfast.connector.session;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.session.facts.SessionFacts;
import org.holdfast.connector.session.recovery.KeptSession;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.GapKnown;

/**
 * The open journal of a Recording Session and the media that flows into it. Immutable.
 *
 * @param packetsBefore RTP datagrams in the journal before a restart
 */
record OpenRecording(Journal journal, SessionCapture capture, Path file, long packetsBefore) {
    private static final String RESTART = "RESTART";

    /** A new one; its first facts are durable on return. */
    static OpenRecording create(SessionContents contents, JournalDirectory directory, RecorderParts parts)
            throws IOException {
        Journal journal = Journal.create(directory, contents.id(), parts.forcer(), contents.facts.soFar());
        Path file = directory.capturing().resolve(journal.fileName());
        return new OpenRecording(journal, begun(journal, contents, parts), file, 0);
    }

    /** The one of a session before a restart. What was paused discards from before the first socket is open. */
    static OpenRecording reopen(
            KeptSession kept, SessionContents contents, JournalDirectory directory, Path file, RecorderParts parts)
            throws IOException {
        Journal journal = Journal.reopen(directory, file, parts.forcer());
        return new OpenRecording(journal, begun(journal, contents, parts), file, kept.packets());
    }

    private static SessionCapture begun(Journal journal, SessionContents contents, RecorderParts parts) {
        SessionCapture capture = parts.media().begin(journal, contents.keeping.discards());
        contents.keeping.controls(capture);
        return capture;
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

    /** Nothing of it is to be kept, by rule: its journal goes, durably. */
    void discard() throws IOException {
        abandon();
        Files.deleteIfExists(file);
        Path place = file.getParent();
        if (place != null) {
            JournalDirectory.force(place);
        }
    }

    /** Nothing was ever promised: no trace is left. */
    void forget() {
        try {
            discard();
        } catch (IOException e) {
            LOG.journalNotSealed(fileName(), String.valueOf(e.getMessage()));
        }
    }
}
