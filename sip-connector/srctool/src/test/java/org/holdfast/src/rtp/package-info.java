/** Every frame is the right one, in the right coding. */
@NullMarked
package org.holdfast.src.rtp;

import org.jspecify.annotations.NullMarked;
