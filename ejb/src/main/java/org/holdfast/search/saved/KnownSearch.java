package org.holdfast.search.saved;

import java.util.UUID;

/** A saved search as its user sees it. Immutable. */
public record KnownSearch(UUID id, String name, String query) {}
