/** Calls made up packet by packet, for tests of what becomes of a journal. */
@NullMarked
package org.holdfast.media.simulation;

import org.jspecify.annotations.NullMarked;
