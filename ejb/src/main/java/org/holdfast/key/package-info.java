/**
 * The keys of this node, as configured. Knows nothing of what is encrypted by them, and hands out none that it was not given.
 */
@NullMarked
package org.holdfast.key;

import org.jspecify.annotations.NullMarked;
