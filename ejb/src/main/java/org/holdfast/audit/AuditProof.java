package org.holdfast.audit;

import java.util.List;
import org.holdfast.wording.Wording;

/**
 * What looking at every entry showed. Immutable.
 *
 * @param intact nothing was changed, removed or cut off
 * @param problems what is wrong and where, the first few of each chain
 */
public record AuditProof(boolean intact, List<Chain> chains, List<Problem> problems) {
    /**
     * The chain of one node.
     *
     * @param anchored its newest entries were compared with the file outside the database, which only its node can
     */
    public record Chain(String node, long entries, long lastSeq, boolean anchored) {}

    /** Something wrong at an entry. */
    public record Problem(String node, long seq, Wording wording) {
        /** What it is, in English. */
        public String what() {
            return wording.english();
        }
    }

    public AuditProof {
        chains = List.copyOf(chains);
        problems = List.copyOf(problems);
    }
}
