package org.holdfast.search;

import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Reach;
import org.holdfast.access.gate.Right;

/**
 * How far somebody sees. Immutable.
 *
 * @param recordings which they may know of
 * @param numbers of which they may see addresses and numbers, too
 */
public record Sight(Reach recordings, Reach numbers) {
    /** Nothing is hidden. */
    public static final Sight EVERYTHING = new Sight(Reach.EVERYTHING, Reach.EVERYTHING);

    /**
     * What that user sees.
     *
     * @throws org.holdfast.access.gate.Refused when they may not see any recording
     */
    public static Sight of(Gate gate, SignedIn user) {
        return new Sight(gate.reach(user, Right.LIST), gate.reachOrNothing(user, Right.SEE_NUMBERS));
    }

    /** Whether no number is hidden in anything they see. */
    boolean seesNumbersOfAll() {
        return numbers.covers(recordings);
    }
}
