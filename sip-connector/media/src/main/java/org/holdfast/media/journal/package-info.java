/**
 * The journal of a Recording Session: one append-only, CRC-framed file that holds every datagram and every fact needed to
 * rebuild the recording without a database.
 *
 * <p>Depends on the JDK alone, and for encryption at rest on {@code media.key}, which does. Knows nothing of SIP, of codecs or of what a datagram means.
 */
@NullMarked
package org.holdfast.media.journal;

import org.jspecify.annotations.NullMarked;
