package org.holdfast.erasure;

import java.io.IOException;
import java.util.UUID;
import org.holdfast.retention.Witness;

/** Something else that may hold parts of a recording: exports, keys. Implemented where that is; may run twice. */
public interface Traces {
    /** Removes what it has of that recording, telling of each thing. */
    void erase(UUID recordingId, Witness witness) throws IOException;
}
