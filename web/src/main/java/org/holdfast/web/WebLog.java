package org.holdfast.web;

import java.lang.invoke.MethodHandles;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.Cause;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;

/** Log messages of the web an operator may act on, 70xx and 66xx; ids are never reused, each has a row in {@code docs/operations.md}. */
@MessageLogger(projectCode = "HOLDFAST-", length = 4)
public interface WebLog extends BasicLogger {
    WebLog LOG = Logger.getMessageLogger(MethodHandles.lookup(), WebLog.class, "org.holdfast.web");

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 7001, value = "%s %s failed; the caller was told problem id %s")
    void requestFailed(@Cause Throwable bug, String method, String path, String problemId);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 7002, value = "The portal does not render its sign-in page: /health/web answers 503")
    void portalDoesNotRender(@Cause Throwable because);

    @LogMessage(level = Logger.Level.ERROR)
    @Message(id = 7004, value = "%s declares no right: it is refused to everybody")
    void operationWithoutRight(String operation);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 7003, value = "Media of recording %s could not be sent: %s")
    void mediaNotSent(String recordingId, String because);

    @LogMessage(level = Logger.Level.WARN)
    @Message(id = 6600, value = "Open live pages could not be told what is new; the next try follows")
    void liveEventsFailed(@Cause Throwable because);
}
