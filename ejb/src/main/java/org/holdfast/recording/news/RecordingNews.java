package org.holdfast.recording.news;

import java.util.UUID;

/**
 * Something happened to a recording. Fired within the transaction that makes it so, or within a step of work: it may come
 * twice, and who hears it must not mind. Immutable.
 */
public record RecordingNews(UUID recordingId, Kind kind) {

    /** What happened. */
    public enum Kind {
        /** The call is over and in the catalogue. */
        COMPLETED,
        /** How good the recording is, is known. */
        JUDGED,
        /** Its media is there in the form that stays. */
        AVAILABLE
    }
}
