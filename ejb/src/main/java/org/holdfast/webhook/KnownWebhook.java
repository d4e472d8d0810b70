package org.holdfast.webhook;

import java.util.Set;
import java.util.UUID;

/**
 * A webhook as others may see it: without its secret. Immutable. Its text is what the audit trail keeps.
 *
 * @param disabledBecause why the node switched it off by itself; empty when it did not
 */
public record KnownWebhook(
        UUID id,
        long version,
        String name,
        String url,
        Set<EventKind> events,
        boolean enabled,
        String disabledBecause) {
    public KnownWebhook {
        events = Set.copyOf(events);
    }
}
