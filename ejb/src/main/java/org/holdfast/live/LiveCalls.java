package org.holdfast.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;

/** The calls being recorded now. Thread-safe. */
@ApplicationScoped
public class LiveCalls {

    /** The running recordings, oldest first. */
    public List<LiveRecording> running() {
        throw new UnsupportedOperationException("running");
    }

    /**
     * Stops keeping media of a running recording (PCI pause).
     *
     * @return false when no such recording is running
     */
    public boolean pause(UUID recordingId, String byWhom) {
        throw new UnsupportedOperationException("pause " + recordingId + byWhom);
    }

    /**
     * Ends a pause.
     *
     * @return false when no such recording is running
     */
    public boolean resume(UUID recordingId, String byWhom) {
        throw new UnsupportedOperationException("resume " + recordingId + byWhom);
    }
}
