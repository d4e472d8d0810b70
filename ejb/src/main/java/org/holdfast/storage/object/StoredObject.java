package org.holdfast.storage.object;

/** An object that is there. Immutable. */
public record StoredObject(String key, long bytes) {}
