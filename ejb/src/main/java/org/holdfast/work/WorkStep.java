package org.holdfast.work;

import java.util.UUID;

/** One stage after the call. Runs outside any transaction, may run twice, and must then end in the same state. */
public interface WorkStep {

    /** The kind of work this step does; one step a kind. */
    WorkKind kind();

    /** Whether any of it can be done now; while not, nothing is begun and what is due waits unchanged. Asked often. */
    default boolean isOpen() {
        return true;
    }

    /**
     * Does the work for one recording, on a thread of the work engine.
     *
     * @throws Exception what the step did not plan for; it is tried again a limited number of times
     */
    WorkOutcome perform(UUID recordingId) throws Exception;
}
