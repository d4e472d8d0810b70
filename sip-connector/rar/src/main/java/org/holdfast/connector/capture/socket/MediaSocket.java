package org.holdfast.connector.capture.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** One bound, non-blocking UDP port. Opened by any thread, then used by the thread of its {@link MediaNetwork} alone. */
public interface MediaSocket {

    /** Takes what has arrived, at most {@link Received#SLOTS} datagrams; a full batch means there may be more. */
    void receive(Received into) throws IOException;

    /** Sends one datagram if the system takes it at once. */
    void send(ByteBuffer datagram, InetSocketAddress to) throws IOException;

    /** Asks for a receive buffer that holds a burst of video; best effort. */
    void enlargeBuffer();

    /** Idempotent. */
    void close();
}
