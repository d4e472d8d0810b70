package org.holdfast.erasure;

import java.util.List;
import org.holdfast.wording.Wording;

/**
 * Whether a report is as it was written. Immutable.
 *
 * @param intact every line follows the one before, and the last is the one the audit trail names
 * @param wrong what is not; empty when intact
 */
public record Proof(boolean intact, int lines, String digest, List<Wording> wrong) {
    public Proof {
        wrong = List.copyOf(wrong);
    }

    /** What is wrong, in English. */
    public List<String> problems() {
        return wrong.stream().map(Wording::english).toList();
    }
}
