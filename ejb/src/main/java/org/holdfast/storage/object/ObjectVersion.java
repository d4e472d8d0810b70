package org.holdfast.storage.object;

/**
 * One version of what is, or was, under a key. Immutable.
 *
 * @param id as the store calls it; empty in a store without versions
 * @param marker says that what was there is deleted; has no content
 */
public record ObjectVersion(String key, String id, boolean marker) {}
