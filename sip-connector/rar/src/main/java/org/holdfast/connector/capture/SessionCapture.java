package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.InetSocketAddress;

/** The media of one Recording Session. Thread-safe; called by the session's owner thread. */
public interface SessionCapture {

    /**
     * Leases an even/odd port pair for a stream and receives on it from now on.
     *
     * @param stream m-line number
     * @return the RTP port
     * @throws IOException when no port pair is free or can be bound
     */
    int addStream(int stream) throws IOException;

    /**
     * Receives on the pair a stream had before a restart.
     *
     * @param source who sent to it then, so that nobody else takes it over; null when unknown
     * @throws IOException when the pair is not free any more, or not in the range
     */
    void takeUp(int stream, int rtpPort, @org.jspecify.annotations.Nullable InetSocketAddress source)
            throws IOException;

    /** Whether RTCP shares the RTP port (RFC 5761) and where the SRC's RTCP lives; null when unknown. */
    void controlTo(int stream, @org.jspecify.annotations.Nullable InetSocketAddress source, boolean multiplexed);

    /** Clock rate of a dynamic payload type, for the jitter we report; the static types (RFC 3551 §6) are known. */
    void clockRate(int stream, int payloadType, int clockRate);

    /** Takes what lies in a stream's buffers, then gives its ports back: at once, or when no packets come any more. */
    void removeStream(int stream);

    /**
     * True: discard what arrives from this instant on (PCI pause); no byte of it reaches the journal. What arrived before is
     * kept where the system stamps arrivals (native receiver); otherwise up to a few milliseconds before a pause and after
     * its end are discarded too.
     */
    void discard(boolean discarding);

    /** RTP datagrams kept so far, all streams. */
    long packets();

    /** Arrival of the newest datagram, nanoseconds since 1970 UTC; 0 before the first. */
    long lastArrivalNanos();

    /** Takes what lies in the socket buffers, then receives no more; ports go back. Idempotent. */
    void end();
}
