/**
 * Keeping objects under keys: one port, a directory behind it, how stores fail, and how long one that fails is left alone.
 * Knows nothing of recordings nor of S3.
 */
@NullMarked
package org.holdfast.storage.object;

import org.jspecify.annotations.NullMarked;
