/**
 * Encryption of journals at rest: a data key for each opening of a journal, wrapped beside what it encrypts, and each record
 * sealed for its place.
 *
 * <p>Depends on the JDK and {@code media.key} alone. Sees payloads as bytes and knows nothing of what they say.
 */
@NullMarked
package org.holdfast.media.journal.cipher;

import org.jspecify.annotations.NullMarked;
