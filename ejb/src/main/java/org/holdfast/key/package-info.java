/**
 * The keys of this node, as configured, and the data keys of recordings' media, wrapped by them. Knows nothing of where media
 * lies, and has no key that it was not given.
 */
@NullMarked
package org.holdfast.key;

import org.jspecify.annotations.NullMarked;
