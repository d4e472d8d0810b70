/**
 * SIP towards the SRC (RFC 3261, RFC 7866): bytes become requests to sessions, their answers become bytes. The only package
 * that knows {@code javax.sip}, which serves for parsing, transports and transactions; the dialog is ours.
 *
 * <p>Knows nothing of media, journals or the server it runs in.
 */
@NullMarked
package org.holdfast.connector.sip;

import org.jspecify.annotations.NullMarked;
