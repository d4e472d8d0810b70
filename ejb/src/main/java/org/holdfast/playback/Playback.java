package org.holdfast.playback;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Gives the nearest verified copy of a recording's media. Stateless; no transaction is open while media is read. */
@ApplicationScoped
public class Playback {

    /** The media in that form, or none when the recording is unknown or has no such form (yet). */
    public Optional<PlayableMedia> media(UUID recordingId, MediaFormat format) {
        throw new UnsupportedOperationException("media " + recordingId + format);
    }

    /** The waveform peaks as JSON, or none when there are none (yet). */
    public Optional<PlayableMedia> peaks(UUID recordingId) {
        throw new UnsupportedOperationException("peaks " + recordingId);
    }
}
