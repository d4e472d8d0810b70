package org.holdfast.rulebook;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a call when it is to be decided about. Immutable.
 *
 * @param callId Call-ID of the Recording Session: what a sample is drawn by
 * @param trunks by what names its SRC is known: where the INVITE came from, the host of its Contact
 * @param groups groups that somebody says it is of, beyond those its parties are in; empty in the recorder
 */
public record CallFacts(String callId, List<Party> parties, List<String> trunks, Set<UUID> groups) {

    /** Who talks; role is {@code caller}, {@code callee} or empty when not told. */
    public record Party(String aor, String role) {}

    public CallFacts {
        parties = List.copyOf(parties);
        trunks = List.copyOf(trunks);
        groups = Set.copyOf(groups);
    }
}
