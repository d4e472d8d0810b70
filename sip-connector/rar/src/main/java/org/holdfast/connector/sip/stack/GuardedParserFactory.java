package org.holdfast.connector.sip.stack;

import gov.nist.javax.sip.parser.MessageParser;
import gov.nist.javax.sip.parser.MessageParserFactory;
import gov.nist.javax.sip.stack.SIPTransactionStack;

/** Puts a {@link GuardedParser} before every channel. Made by the stack by its name, hence public and without arguments. */
public final class GuardedParserFactory implements MessageParserFactory {
    private final DroppedMessages dropped = new DroppedMessages();

    @Override
    public MessageParser createMessageParser(SIPTransactionStack stack) {
        int limit = stack.getMaxMessageSize() / StackSettings.STACK_LIMIT_FACTOR;
        return new GuardedParser(new MessageLimits(limit), dropped);
    }
}
