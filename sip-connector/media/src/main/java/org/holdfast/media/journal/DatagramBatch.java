package org.holdfast.media.journal;

import java.lang.foreign.MemorySegment;

/**
 * Datagrams of one stream that are to be kept, as references into the memory they were received in. Reused for every
 * batch by its one thread; allocates nothing.
 */
public final class DatagramBatch {
    private final MemorySegment memory;
    private final long[] offsets;
    private final int[] lengths;
    private final long[] arrivals;
    private final boolean[] controls;
    private int size;

    /**
     * A batch over a receive area.
     *
     * @param capacity datagrams it can hold, at most 128
     */
    public DatagramBatch(MemorySegment memory, int capacity) {
        if (capacity < 1 || capacity > 128) {
            throw new IllegalArgumentException("a batch holds 1 to 128 datagrams, not " + capacity);
        }
        this.memory = memory;
        offsets = new long[capacity];
        lengths = new int[capacity];
        arrivals = new long[capacity];
        controls = new boolean[capacity];
    }

    public void clear() {
        size = 0;
    }

    /** Adds a datagram of at most 65,535 bytes; {@code control} as in {@link JournalVisitor#datagram}. */
    public void add(long offset, int length, boolean control, long arrivalNanos) {
        offsets[size] = offset;
        lengths[size] = length;
        controls[size] = control;
        arrivals[size] = arrivalNanos;
        size++;
    }

    public int size() {
        return size;
    }

    /** What they take in a journal, with what is kept of each. */
    int keptBytes() {
        long bytes = 0;
        for (int i = 0; i < size; i++) {
            bytes += RecordFormat.aligned(RecordFormat.DATAGRAM_HEADER_BYTES + (long) lengths[i]);
        }
        return (int) bytes;
    }

    MemorySegment memory() {
        return memory;
    }

    long offset(int index) {
        return offsets[index];
    }

    int length(int index) {
        return lengths[index];
    }

    long arrivalNanos(int index) {
        return arrivals[index];
    }

    boolean control(int index) {
        return controls[index];
    }
}
