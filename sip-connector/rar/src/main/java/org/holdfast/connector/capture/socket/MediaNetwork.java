package org.holdfast.connector.capture.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.util.function.Consumer;

/** The sockets of one receiver thread and how it waits for them. {@link #open} and {@link #wakeUp} are thread-safe. */
public interface MediaNetwork {

    /**
     * Binds a port.
     *
     * @param owner handed to {@code ready} of {@link #await} when something has arrived
     * @throws java.net.BindException when the port is taken
     * @throws IOException when no socket can be had at all
     */
    MediaSocket open(InetAddress address, int port, Object owner) throws IOException;

    /**
     * True: the system stamps each datagram when it arrives, and sockets are to be visited by the clock. False: {@link
     * #await} tells of arrivals, and a datagram's arrival is when it was read.
     */
    boolean stampsArrivals();

    /**
     * Returns after the time given, or earlier. Networks that learn of arrivals tell the owners of the sockets meanwhile;
     * others leave it to their thread to visit every socket by the clock.
     */
    void await(long nanos, Consumer<Object> ready) throws IOException;

    /** Ends the present or next {@link #await}. */
    void wakeUp();

    /** Sockets must have been closed before. */
    void close();
}
