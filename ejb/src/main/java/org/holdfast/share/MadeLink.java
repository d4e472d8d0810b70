package org.holdfast.share;

/** A link just made, with its secret, which is told this once. Immutable. */
public record MadeLink(KnownLink link, String secret) {}
