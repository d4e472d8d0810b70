/**
 * Storage targets: the bucket of the settings and the rows of {@code storage_target}, what each is, how it fares, and which of
 * them a recording goes to. Knows where objects go, not what they are.
 */
@NullMarked
package org.holdfast.storage.target;

import org.jspecify.annotations.NullMarked;
