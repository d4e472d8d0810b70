package org.holdfast.connector.session;

import java.util.List;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.media.journal.JournalEntry;

/** Is told by sessions what becomes of them. Called on their owner threads; returns at once. */
interface SessionWatcher {

    SessionAnswer.Refused refuse(String reason);

    void changed(LiveRecording recording);

    void ended(LiveRecording recording);

    /** The session is over; its journal, if any, is sealed. */
    void sealed(RecordingSession session, String journal, List<JournalEntry> facts);

    /** The session is over and, by rule, nothing of it was kept. */
    void discarded(RecordingSession session, List<JournalEntry> facts);

    /** The session is over and its journal could not be sealed. */
    void lost(RecordingSession session, String journal);

    /** The session is not over, but no more this process's. */
    void left(RecordingSession session);
}
