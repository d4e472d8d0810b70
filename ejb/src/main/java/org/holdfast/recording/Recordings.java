package org.holdfast.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The one way to change the catalogue of recordings. Stateless; each call is one short transaction or joins the caller's. */
@ApplicationScoped
@Transactional
public class Recordings {

    /**
     * Enters a call that is over.
     *
     * @return false when it was known already; then nothing changed
     */
    public boolean add(RecordingFacts facts, List<RecordingFacts.Body> bodies) {
        throw new UnsupportedOperationException("add " + facts.id() + bodies.size());
    }

    /** What the recording node knew of the call when it was over. */
    public Optional<RecordingFacts> facts(UUID recordingId) {
        throw new UnsupportedOperationException("facts " + recordingId);
    }

    /** Takes in what finalising found; a repeat with the same findings changes nothing. */
    public void finalised(UUID recordingId, FinalisedMedia media) {
        throw new UnsupportedOperationException("finalised " + recordingId + media);
    }

    /** Notes one more verified copy, e.g. the encoded form; a repeat replaces the earlier note of the same place and kind. */
    public void copied(UUID recordingId, MediaCopy copy) {
        throw new UnsupportedOperationException("copied " + recordingId + copy);
    }
}
