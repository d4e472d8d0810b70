package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.connector.api.Participant;

/**
 * What all metadata documents of a Recording Session add up to (RFC 7866 §9.1). Immutable; a document makes a new
 * state. Nobody is ever deleted: who is gone has a time of leaving.
 */
public final class MetadataState {

    private static final MetadataState EMPTY = new MetadataState();

    private MetadataState() {}

    public static MetadataState empty() {
        return EMPTY;
    }

    /**
     * Partial merges by object id and leaves absent objects alone; complete ends what it does not name.
     *
     * @param at arrival, stands in for times the document lacks
     */
    public MetadataState apply(RecordingMetadata document, Instant at) {
        return this;
    }

    /** Every Communication Session seen, oldest first. */
    public List<CommunicationSession> sessions() {
        return List.of();
    }

    /** Sessions that run now and that {@code earlier} did not know: new recordings within the Recording Session. */
    public List<CommunicationSession> startedSince(MetadataState earlier) {
        return List.of();
    }

    /** Everybody who ever took part, in the order they appeared; stand-ins of the SRC apart. */
    public List<Participant> participants() {
        return List.of();
    }

    /** Keys by which the call can be found: group, session, sipSessionID and vendor extensions; name → value. */
    public Map<String, String> identifiers() {
        return Map.of();
    }
}
