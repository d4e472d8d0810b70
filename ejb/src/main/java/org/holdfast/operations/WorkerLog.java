package org.holdfast.operations;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/**
 * Log messages an operator may act on: 30xx ingest, 31xx work, 33xx finalising, 40xx storage, 60xx access, 61xx node.
 * An id is never reused; each has a row in {@code docs/operations.md}.
 */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface WorkerLog extends BasicLogger {
    WorkerLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WorkerLog.class, "org.holdfast.worker");

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 3101, value = "The database does not answer (%s): work waits, recording goes on")
    void workWaitsForDatabase(String because);

    @LogMessage(level = Logger.Level.INFO)
    @Message(id = 3102, value = "The database answers again after %d s: work goes on")
    void workGoesOn(long seconds);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 3103, value = "%s of recording %s is given up after %d tries: %s")
    void workGivenUp(String kind, String recordingId, int attempts, String because);
}
