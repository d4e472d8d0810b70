package org.holdfast.storage.object;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a version from being deleted. Immutable.
 *
 * @param until null when it has no end by itself
 * @param because one phrase for people
 */
public record ObjectLock(@Nullable Instant until, String because) {}
