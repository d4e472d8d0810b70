package org.holdfast.live;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.wildfly.clustering.server.dispatcher.Command;

/**
 * Travels to the process that records the call and begins or ends a pause there. Immutable; plain fields only, since two
 * releases may talk to each other: one may be added, none renamed.
 */
public final class PauseOrder implements Command<Boolean, LocalRecorder, RuntimeException>, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private final String recordingId;
    private final boolean paused;
    private final String byWhom;

    PauseOrder(UUID recordingId, boolean paused, String byWhom) {
        this.recordingId = recordingId.toString();
        this.paused = paused;
        this.byWhom = byWhom;
    }

    /** True when the recording runs there and the recorder has obeyed. */
    @Override
    public Boolean execute(LocalRecorder recorder) {
        return recorder.paused(UUID.fromString(recordingId), paused, byWhom);
    }
}
