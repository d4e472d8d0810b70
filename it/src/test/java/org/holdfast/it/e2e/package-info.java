/** One call from INVITE to being heard: what our own SRC sends is compared with what REST gives back. */
@NullMarked
package org.holdfast.it.e2e;

import org.jspecify.annotations.NullMarked;
