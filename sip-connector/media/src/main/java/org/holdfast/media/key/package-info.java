/**
 * Envelope encryption: each thing kept has a data key of its own, wrapped by a key encryption key that lies in a file apart
 * from it.
 *
 * <p>Stands on the JDK alone, for the recorder as for the worker. Knows nothing of journals, media or rows, and has no key of
 * its own: where none is configured nothing can be wrapped or unwrapped.
 */
@NullMarked
package org.holdfast.media.key;

import org.jspecify.annotations.NullMarked;
