package org.holdfast.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a reconciliation found, as it was at that moment. Immutable.
 *
 * @param name what the list was called
 * @param from the period recordings were looked for in
 */
public record Report(
        UUID id,
        Instant madeAt,
        String madeBy,
        String name,
        Duration tolerance,
        Instant from,
        Instant until,
        Counts counts) {

    /** How many of each; of the matched, how many differ in length. */
    public record Counts(int expected, int matched, int missing, int unexpected, int differing) {}
}
