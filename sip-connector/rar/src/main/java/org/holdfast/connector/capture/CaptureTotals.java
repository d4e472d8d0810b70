package org.holdfast.connector.capture;

/**
 * What became of the datagrams of all streams since the capture was opened. Immutable.
 *
 * @param kept in a journal, RTP and RTCP
 * @param discarded because a session was paused
 * @param foreign from an address that is not the stream's source
 * @param garbage neither RTP nor RTCP
 * @param late for a stream that had ended; its ports rest until no more come
 * @param unwritten because the journal took nothing: its volume is full, or it failed
 * @param overflowed lost by the system because a socket's buffer was full; not known of NIO receivers
 * @param reports receiver reports sent
 * @param unsent receiver reports the system refused to send
 */
public record CaptureTotals(
        long kept,
        long discarded,
        long foreign,
        long garbage,
        long late,
        long unwritten,
        long overflowed,
        long reports,
        long unsent) {}
