/** What an SRC writes into a Recording Session: offers, answers read, metadata in the dialects of the field. No I/O. */
@NullMarked
package org.holdfast.src.siprec;

import org.jspecify.annotations.NullMarked;
