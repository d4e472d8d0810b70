/** Proves the SRC against a scripted SRS that knows nothing of the product. */
@NullMarked
package org.holdfast.src;

import org.jspecify.annotations.NullMarked;
