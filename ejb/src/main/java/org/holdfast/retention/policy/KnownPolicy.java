package org.holdfast.retention.policy;

import java.time.Instant;
import java.util.UUID;

/** A policy as others may see it. Immutable. Its text is what the audit trail keeps. */
public record KnownPolicy(UUID id, long version, Instant changedAt, PolicyRules rules) {
    /** What people call it. */
    public String name() {
        return rules.name();
    }
}
