package org.holdfast.connector.capture;

import org.holdfast.media.journal.Journal;

/** Receives the media of all Recording Sessions of a node. Thread-safe. */
public interface MediaCapture extends AutoCloseable {

    /** Begins a Recording Session's capture into its journal; streams are added one by one. */
    default SessionCapture begin(Journal journal) {
        return begin(journal, false);
    }

    /** The same, with discarding on from before the first socket is open: a paused session that is taken up again. */
    SessionCapture begin(Journal journal, boolean discarding);

    /** RTP/RTCP port pairs that could still be leased. */
    int portPairsFree();

    /** All port pairs of the configured range. */
    int portPairs();

    /** What became of every datagram so far. */
    CaptureTotals totals();

    /** Null when receivers work; otherwise why not, in one sentence. */
    @org.jspecify.annotations.Nullable
    String failure();

    /** Stops the receivers after one last visit to every socket. */
    @Override
    void close();
}
