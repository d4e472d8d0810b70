package org.holdfast.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.rulebook.CallFacts;
import org.jspecify.annotations.Nullable;

/**
 * A call that somebody imagines, to see what the rules make of it. Immutable.
 *
 * @param from who calls; empty when of no matter
 * @param to who is called
 * @param trunk where the INVITE comes from, or the host its SRC calls itself
 * @param group a group one of them is taken to be in, beyond those they are in
 * @param callId what a sample is drawn by
 */
public record TriedCall(
        String from, String to, String trunk, @Nullable UUID group, String callId) {

    CallFacts facts() {
        List<CallFacts.Party> parties = new ArrayList<>();
        if (!from.isBlank()) {
            parties.add(new CallFacts.Party(from, "caller"));
        }
        if (!to.isBlank()) {
            parties.add(new CallFacts.Party(to, "callee"));
        }
        return new CallFacts(
                callId,
                parties,
                trunk.isBlank() ? List.of() : List.of(trunk),
                group == null ? Set.of() : Set.of(group));
    }
}
