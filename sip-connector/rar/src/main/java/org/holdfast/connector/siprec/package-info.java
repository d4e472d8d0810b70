/**
 * What a SIPREC request carries: MIME bodies (RFC 2046, RFC 5621), recording metadata in every dialect (RFC 7865), what
 * the documents of one Recording Session add up to, and who sends which m-line. Immutable values and pure functions;
 * knows nothing of SIP, sockets or threads. Odd input becomes a warning, never a lost call.
 */
@NullMarked
package org.holdfast.connector.siprec;

import org.jspecify.annotations.NullMarked;
