package org.holdfast.media.rtp;

/**
 * Sequence numbers and timestamps that wrap around, extended to numbers that do not (RFC 3550 §A.1). Extending takes the
 * number nearest to a reference: right as long as two neighbours are less than half a cycle apart. Stateless.
 */
public final class ExtendedNumbers {

    private ExtendedNumbers() {}

    /** The extended sequence number nearest to {@code reference} whose low 16 bits are {@code sequenceNumber}. */
    public static long sequence(long reference, int sequenceNumber) {
        return reference + (short) (sequenceNumber - (int) reference);
    }

    /** The extended timestamp nearest to {@code reference} whose low 32 bits are {@code timestamp}. */
    public static long timestamp(long reference, long timestamp) {
        return reference + (int) (timestamp - reference);
    }
}
