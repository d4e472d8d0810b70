package org.holdfast.connector.api;

import java.util.List;
import java.util.UUID;

/** What a running recorder may be asked. Thread-safe; no call blocks on the network or takes longer than a second. */
public interface RecorderControl {

    /** The recordings being captured on this node now, oldest first. */
    List<LiveRecording> running();

    /**
     * Stops keeping media of a recording at once (PCI pause); the timeline goes on.
     *
     * @return false when no such recording is running here
     */
    boolean pause(UUID recordingId, String byWhom);

    /**
     * Ends a pause.
     *
     * @return false when no such recording is running here
     */
    boolean resume(UUID recordingId, String byWhom);

    /**
     * Has a recording kept that would be discarded at its end (rule "on demand"). A repeat changes nothing.
     *
     * @return false when no such recording is running here, or it could not be noted in its journal
     */
    boolean keep(UUID recordingId, String byWhom);

    /** Refuses new Recording Sessions with 503 while the running ones finish; false ends the drain. */
    void drain(boolean draining);

    /** The recorder's own judgement of itself, as {@code /health/recorder} shows it. */
    RecorderHealth health();
}
