/**
 * From payloads to samples. G.711 and L16 are decoded here; every other codec, and all encoding, is done by native code in
 * a child process that may crash without harm: this process never loads it.
 *
 * <p>Knows payload formats (RFC 3551, 4867, 3952 and the like), not where samples belong nor what files look like.
 */
@NullMarked
package org.holdfast.media.codec;

import org.jspecify.annotations.NullMarked;
