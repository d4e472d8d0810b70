package org.holdfast.connector.sip.stack;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jboss.logging.Logger;

/**
 * Passes what the stack says on to our log, errors as debug: strangers can make it say much, and what matters to an
 * operator is said by ourselves. Stateless; made by the stack by its name.
 */
public final class StackLog implements StackLogger {
    private static final Logger LOG = Logger.getLogger("org.holdfast.connector.jain-sip");

    @Override
    public void logStackTrace() {
        // its own call stack tells nobody anything
    }

    @Override
    public void logStackTrace(int traceLevel) {
        // as above
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void logException(Throwable exception) {
        LOG.debug("exception in the stack", exception);
    }

    @Override
    public void logDebug(String message) {
        LOG.trace(message);
    }

    @Override
    public void logDebug(String message, Exception exception) {
        LOG.trace(message, exception);
    }

    @Override
    public void logTrace(String message) {
        LOG.trace(message);
    }

    @Override
    public void logFatalError(String message) {
        LOG.error(message);
    }

    @Override
    public void logError(String message) {
        LOG.debug(message);
    }

    @Override
    public void logError(String message, Exception exception) {
        LOG.debug(message, exception);
    }

    @Override
    public void logWarning(String message) {
        LOG.debug(message);
    }

    @Override
    public void logInfo(String message) {
        LOG.debug(message);
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int level) {
        return level <= TRACE_INFO ? LOG.isDebugEnabled() : LOG.isTraceEnabled();
    }

    @Override
    public void disableLogging() {
        // levels are the log's own
    }

    @Override
    public void enableLogging() {
        // levels are the log's own
    }

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {
        // of no use
    }

    @Override
    public void setStackProperties(Properties properties) {
        // nothing to set
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
