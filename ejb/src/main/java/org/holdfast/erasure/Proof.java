package org.holdfast.erasure;

import java.util.List;

/**
 * Whether a report is as it was written. Immutable.
 *
 * @param intact every line follows the one before, and the last is the one the audit trail names
 * @param problems what is wrong; empty when intact
 */
public record Proof(boolean intact, int lines, String digest, List<String> problems) {
    public Proof {
        problems = List.copyOf(problems);
    }
}
