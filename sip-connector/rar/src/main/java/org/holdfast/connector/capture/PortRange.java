package org.holdfast.connector.capture;

import java.util.ArrayDeque;
import java.util.OptionalInt;
import java.util.Queue;

/**
 * The even/odd port pairs of a range (RFC 3550 §11: RTP even, RTCP the next odd) that nobody uses. The pair that has rested
 * longest is leased next. Thread-safe.
 */
final class PortRange {
    private final Queue<Integer> free = new ArrayDeque<>();
    private final int pairs;

    PortRange(int low, int high) {
        for (int port = low + (low & 1); port < high; port += 2) {
            free.add(port);
        }
        pairs = free.size();
    }

    int pairs() {
        return pairs;
    }

    synchronized int free() {
        return free.size();
    }

    /** The RTP port of a pair, empty when all are in use. */
    synchronized OptionalInt lease() {
        Integer port = free.poll();
        return port == null ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /** That very pair; false when it is in use, or not of this range. */
    synchronized boolean take(int port) {
        return free.remove(port);
    }

    synchronized void giveBack(int port) {
        free.add(port);
    }
}
