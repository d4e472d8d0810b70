/** What the SRC writes is what the field writes: well-formed where it should be, and not where it should not. */
@NullMarked
package org.holdfast.src.siprec;

import org.jspecify.annotations.NullMarked;
