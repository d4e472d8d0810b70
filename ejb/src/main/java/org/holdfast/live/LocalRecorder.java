package org.holdfast.live;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.operations.WorkerLog;
import org.jspecify.annotations.Nullable;

/** The recorder of this process, once it has made itself known; in a process without that role, nobody. Thread-safe. */
@ApplicationScoped
public class LocalRecorder {
    private volatile @Nullable RecorderControl control;

    void ready(RecorderControl recorder) {
        control = recorder;
    }

    /** The recordings it captures, asked of itself, so that nothing it forgot lingers; empty when there is no recorder. */
    Optional<List<LiveRecording>> running() {
        return Optional.ofNullable(control).map(RecorderControl::running);
    }

    Optional<RecorderHealth> health() {
        return Optional.ofNullable(control).map(RecorderControl::health);
    }

    /**
     * Has a recording kept.
     *
     * @return false when no such recording is running here
     */
    boolean keep(UUID recordingId, String byWhom) {
        RecorderControl here = control;
        return here != null && here.keep(recordingId, byWhom);
    }

    /**
     * Begins or ends a pause.
     *
     * @return false when no such recording is running here
     */
    boolean paused(UUID recordingId, boolean paused, String byWhom) {
        RecorderControl here = control;
        if (here == null) {
            return false;
        }
        return paused ? here.pause(recordingId, byWhom) : here.resume(recordingId, byWhom);
    }

    /**
     * Begins or ends a drain.
     *
     * @return false when no recorder is here
     */
    boolean drained(boolean draining, String byWhom) {
        RecorderControl here = control;
        if (here == null) {
            return false;
        }
        here.drain(draining);
        WorkerLog.LOG.drained(draining ? "begun" : "ended", byWhom);
        return true;
    }
}
