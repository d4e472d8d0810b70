package org.holdfast.rules;

import java.util.UUID;

/** A rule as others may see it. Immutable. Its text is what the audit trail keeps. */
public record KnownRule(UUID id, long version, RuleDraft rule) {}
