package org.holdfast.connector.sip.stack;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Properties;
import javax.sip.SipStack;

/** Keeps the stack from writing messages, which hold names and numbers, to a file. Made by the stack by its name. */
public final class StackServerLog implements ServerLogger {

    @Override
    public void closeLogFile() {
        // there is none
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        // never
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        // never
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        // never
    }

    @Override
    public void logException(Exception exception) {
        // the other log has it
    }

    @Override
    public void setStackProperties(Properties properties) {
        // nothing to set
    }

    @Override
    public void setSipStack(SipStack stack) {
        // of no use
    }
}
