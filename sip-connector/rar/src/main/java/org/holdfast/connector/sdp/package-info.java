/**
 * Session descriptions (RFC 8866) and our half of offer/answer (RFC 3264, RFC 7866 §7.2): immutable values and pure
 * functions. Knows nothing of SIP, sockets, threads or recordings.
 */
@NullMarked
package org.holdfast.connector.sdp;

import org.jspecify.annotations.NullMarked;
