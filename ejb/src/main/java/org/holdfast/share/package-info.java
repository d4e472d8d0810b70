/** Links to a moment of a recording, which end by themselves and give nobody a right. */
@NullMarked
package org.holdfast.share;

import org.jspecify.annotations.NullMarked;
