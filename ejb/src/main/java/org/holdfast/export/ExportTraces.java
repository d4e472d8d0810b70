package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.UUID;
import org.holdfast.erasure.Traces;
import org.holdfast.retention.Witness;

/** An erasure removes every export that has the recording in it. Stateless. */
@ApplicationScoped
public class ExportTraces implements Traces {
    private Exports exports;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ExportTraces() {}

    @Inject
    public ExportTraces(Exports exports) {
        this.exports = exports;
    }

    @Override
    public void erase(UUID recordingId, Witness witness) throws IOException {
        for (UUID export : exports.forget(recordingId)) {
            witness.removed("file", "export " + export);
        }
    }
}
