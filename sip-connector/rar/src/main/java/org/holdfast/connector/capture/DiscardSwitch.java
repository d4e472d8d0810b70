package org.holdfast.connector.capture;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Whether what arrived at an instant is discarded. Sockets are read later than datagrams arrive, so flips are remembered by
 * their instants until every socket has been emptied once; from then on only the last state counts, and no clock that is set
 * back can bring a discarded datagram back. Flipped by any thread, asked and settled by the receiver thread.
 */
final class DiscardSwitch {

    /** Immutable: the settled state and the instants at which it flipped since. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, and no allocation per datagram
    record Flips(boolean settled, long[] instants) {

        boolean discards(long arrivalNanos) {
            boolean discards = settled;
            for (long instant : instants) {
                if (arrivalNanos < instant) {
                    return discards;
                }
                discards = !discards;
            }
            return discards;
        }

        boolean pending() {
            return instants.length > 0;
        }

        private boolean last() {
            return settled ^ (instants.length % 2 == 1);
        }

        private Flips flipped(long instant) {
            long[] more = java.util.Arrays.copyOf(instants, instants.length + 1);
            more[instants.length] = instants.length == 0 ? instant : Math.max(instant, instants[instants.length - 1]);
            return new Flips(settled, more);
        }

        private Flips without(int oldest) {
            return new Flips(
                    settled ^ (oldest % 2 == 1), java.util.Arrays.copyOfRange(instants, oldest, instants.length));
        }
    }

    private final AtomicReference<Flips> flips;

    /** Begins in that state, whatever the clock says. */
    DiscardSwitch(boolean discarding) {
        flips = new AtomicReference<>(new Flips(discarding, new long[0]));
    }

    /** Discards, or no longer, what arrives from an instant on. */
    void set(boolean discarding, long fromNanos) {
        flips.updateAndGet(now -> now.last() == discarding ? now : now.flipped(fromNanos));
    }

    Flips now() {
        return flips.get();
    }

    /** Every socket has been emptied since {@code seen} was asked for: its flips are history. */
    void settle(Flips seen) {
        if (seen.pending()) {
            flips.updateAndGet(now -> now.without(seen.instants().length));
        }
    }
}
