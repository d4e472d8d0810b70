/**
 * Recordings that leave: packed as a ZIP with media, metadata, an index and what proves that they are whole, in the
 * background, within the reach of who asked, for a while. Rights are asked for when it is ordered, packed and fetched.
 */
@NullMarked
package org.holdfast.export;

import org.jspecify.annotations.NullMarked;
