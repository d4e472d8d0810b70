package org.holdfast.src.sip;

import java.io.IOException;
import java.net.InetSocketAddress;

/** One socket to the SRS. Sending is thread-safe; received messages arrive on the transport's own thread. */
public interface SipTransport extends AutoCloseable {
    /** Takes each whole message received, in order. */
    @FunctionalInterface
    interface Receiver {
        void received(byte[] message);
    }

    void send(byte[] message) throws IOException;

    /** Whether the transport itself repeats what is lost, so that Timers A and E are off (RFC 3261 §17.1). */
    boolean reliable();

    /** What stands in Via: UDP or TCP. */
    String name();

    /** Our end, for Via and Contact. */
    InetSocketAddress local();

    @Override
    void close();
}
