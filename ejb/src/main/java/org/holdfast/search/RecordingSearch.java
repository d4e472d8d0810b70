package org.holdfast.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Finds recordings. Stateless; reads only. */
@ApplicationScoped
@Transactional
public class RecordingSearch {

    /**
     * One page of what the query finds.
     *
     * @throws QueryRejected when the cursor is none of this query's
     */
    public RecordingPage find(RecordingQuery query) {
        throw new UnsupportedOperationException("find " + query);
    }

    /** One recording with all that is known of it. */
    public Optional<RecordingDetail> recording(UUID id) {
        throw new UnsupportedOperationException("recording " + id);
    }
}
