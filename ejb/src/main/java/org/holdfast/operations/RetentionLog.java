package org.holdfast.operations;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** What retention and erasure have to tell an operator: 4100 to 4149. An id is never reused. */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface RetentionLog extends BasicLogger {
    RetentionLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), RetentionLog.class, "org.holdfast.retention");

    @LogMessage(level = Logger.Level.INFO)
    @Message(
            id = 4100,
            value =
                    "Retention run %s ended: %d recordings gone, %d kept by another policy, %d held, %d locked, %d failed")
    @SuppressWarnings("checkstyle:ParameterNumber") // the counts of a run
    void runEnded(String run, long gone, long kept, long held, long locked, long failed);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4101, value = "Retention run %s stopped: %s")
    void runStopped(String run, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4102, value = "Recording %s is to go and could not be deleted now: %s")
    void notDeleted(String recordingId, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4103, value = "Retention could not go on: %s")
    void retentionWaits(String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 4110, value = "Recording %s could not be erased now: %s")
    void notErased(String recordingId, String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 4111, value = "Erasure %s ended: %d recordings gone, %d prevented")
    void erased(String erasure, int gone, int prevented);
}
