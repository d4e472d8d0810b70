package org.holdfast.media.timeline;

import java.util.Arrays;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Puts the packets of one run back in order and drops duplicates. Waits for a missing packet until 256 later ones have
 * come (5 s of speech), for nobody listens yet; what comes even later is passed on late. One thread.
 */
final class PacketOrder {

    private static final int WAITING = 256;

    /** The very first packet may be out of order too. */
    private static final int FIRST_WAITING = 8;

    private final Consumer<MediaPacket> next;
    private final TreeMap<Long, MediaPacket> waiting = new TreeMap<>();
    private final boolean[] seen = new boolean[4 * WAITING];
    private long highest = Long.MIN_VALUE;
    private long expected = Long.MIN_VALUE;
    private long duplicates;

    PacketOrder(Consumer<MediaPacket> next) {
        this.next = next;
    }

    void take(MediaPacket packet) {
        if (isDuplicate(packet.sequence())) {
            duplicates++;
            return;
        }
        if (packet.sequence() < expected) {
            next.accept(packet);
            return;
        }
        waiting.put(packet.sequence(), packet);
        int patience = expected == Long.MIN_VALUE ? FIRST_WAITING : WAITING;
        while (!waiting.isEmpty() && (waiting.firstKey() == expected || waiting.size() > patience)) {
            release();
        }
    }

    private boolean isDuplicate(long sequence) {
        int slots = seen.length;
        if (highest == Long.MIN_VALUE || sequence - highest >= slots) {
            Arrays.fill(seen, false);
            highest = sequence;
        } else if (sequence <= highest - slots) {
            return true; // older than anything remembered
        }
        while (highest < sequence) {
            seen[(int) Math.floorMod(++highest, (long) slots)] = false;
        }
        int slot = (int) Math.floorMod(sequence, (long) slots);
        boolean duplicate = seen[slot];
        seen[slot] = true;
        return duplicate;
    }

    private void release() {
        MediaPacket first = waiting.pollFirstEntry().getValue();
        expected = first.sequence() + 1;
        next.accept(first);
    }

    /** Passes on what still waits. */
    void end() {
        while (!waiting.isEmpty()) {
            release();
        }
    }

    long duplicates() {
        return duplicates;
    }
}
