package org.holdfast.connector.sip.stack;

import java.util.Properties;

/** The properties of the JAIN-SIP stack; each is here because its default does harm (ADR 0009). Stateless. */
public final class StackSettings {
    /** The stack closes a connection at its own limit; ours lies far enough below to be answered with 513. */
    static final int STACK_LIMIT_FACTOR = 8;

    /** One thread reads a UDP datagram's message after another's, or a CANCEL could overtake its INVITE, a BYE its ACK. */
    private static final int UDP_THREADS = 1;

    private StackSettings() {}

    /** Names must be unique among the stacks of a process. */
    public static Properties of(String name, int maxMessage) {
        Properties properties = new Properties();
        properties.setProperty("javax.sip.STACK_NAME", name);
        properties.setProperty("javax.sip.AUTOMATIC_DIALOG_SUPPORT", "OFF");
        set(properties, "AUTOMATIC_DIALOG_ERROR_HANDLING", "false");
        set(properties, "REENTRANT_LISTENER", "true");
        set(properties, "THREAD_POOL_SIZE", Integer.toString(UDP_THREADS));
        set(properties, "MAX_MESSAGE_SIZE", Integer.toString(maxMessage * STACK_LIMIT_FACTOR));
        set(properties, "RECEIVE_UDP_BUFFER_SIZE", "4194304");
        set(properties, "SEND_UDP_BUFFER_SIZE", "1048576");
        set(properties, "READ_TIMEOUT", "20000");
        set(properties, "CONNECTION_TIMEOUT", "2000");
        set(properties, "MAX_CONNECTIONS", "4000");
        set(properties, "MAX_LISTENER_RESPONSE_TIME", "60");
        set(properties, "MAX_TX_LIFETIME_INVITE", "180");
        set(properties, "MAX_TX_LIFETIME_NON_INVITE", "64");
        set(properties, "TRACE_LEVEL", "0");
        set(properties, "LOG_MESSAGE_CONTENT", "false");
        set(properties, "STACK_LOGGER", StackLog.class.getName());
        set(properties, "SERVER_LOGGER", StackServerLog.class.getName());
        set(properties, "MESSAGE_PARSER_FACTORY", GuardedParserFactory.class.getName());
        return properties;
    }

    private static void set(Properties properties, String key, String value) {
        properties.setProperty("gov.nist.javax.sip." + key, value);
    }
}
