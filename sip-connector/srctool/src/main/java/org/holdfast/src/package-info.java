/**
 * A Session Recording Client (RFC 7866): as a library for tests and as {@code bin/src} for engineers who check an
 * installation. Must know nothing of the recorder it calls but SIP, SDP, metadata and RTP on the wire.
 */
@NullMarked
package org.holdfast.src;

import org.jspecify.annotations.NullMarked;
