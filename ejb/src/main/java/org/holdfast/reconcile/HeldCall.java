package org.holdfast.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * A recording as reconciliation sees it. Immutable.
 *
 * @param conversation recordings of one conversation are parts of one call
 * @param parties who took part, for people to read
 * @param keys by what the addresses of who took part are compared
 * @param identifiers every key it is known by elsewhere
 */
record HeldCall(
        UUID id,
        UUID conversation,
        Instant at,
        Duration duration,
        List<String> parties,
        Set<String> keys,
        Set<String> identifiers) {
    HeldCall {
        parties = List.copyOf(parties);
        keys = Set.copyOf(keys);
        identifiers = Set.copyOf(identifiers);
    }
}
