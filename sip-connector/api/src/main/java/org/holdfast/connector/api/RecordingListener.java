package org.holdfast.connector.api;

/**
 * Hears from the recorder. Implemented by one message-driven bean; called on threads of the connector's WorkManager.
 *
 * <p>Only {@link #sealed} is durable: it is repeated, also after a restart, until it returns normally and its transaction
 * commits. The other calls are news of the moment: they may be lost, and the latest one wins.
 */
public interface RecordingListener {

    /** The recorder can be asked things from now on; called once after activation, before any other call. */
    void ready(RecorderControl recorder);

    /** A Recording Session began or changed (participants, hold, pause). */
    void changed(LiveRecording recording);

    /** A Recording Session is over; its {@link #sealed} follows or has already come. */
    void ended(LiveRecording recording);

    /** A recording is over and nothing of it was kept, by rule. News of the moment. */
    default void discarded(DiscardedRecording recording) {
        // who keeps no account of what was not kept need not hear
    }

    /**
     * A recording's journal is sealed and may be catalogued and finalised. A repeat must change nothing.
     *
     * @throws ListenerUnavailable when none can be kept now; the connector announces this one first when it tries again
     * @throws Exception when this one could not be kept; the connector rolls back and announces it again later
     */
    void sealed(SealedRecording recording) throws Exception;
}
