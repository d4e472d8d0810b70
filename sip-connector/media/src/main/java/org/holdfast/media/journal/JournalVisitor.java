package org.holdfast.media.journal;

import java.nio.ByteBuffer;

/** Is shown a journal in file order by its reader, on the reader's thread. */
public interface JournalVisitor {
    /** Lets everything pass by: to learn what reading found, and nothing else. */
    JournalVisitor NOTHING = new JournalVisitor() {
        @Override
        public void entry(JournalEntry entry) {
            // passed by
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            // passed by
        }
    };

    /** A fact. */
    void entry(JournalEntry entry);

    /**
     * One datagram as received.
     *
     * @param stream m-line number
     * @param control true for what came to the RTCP port (or was RTCP by RFC 5761)
     * @param arrivalNanos arrival time, nanoseconds since 1970-01-01 UTC
     * @param datagram read-only, valid during the call only
     */
    void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram);
}
