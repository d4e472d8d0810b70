/**
 * The few parts of RFC 3261 a calling user agent needs: messages, two transports, client transactions, a dialog.
 * Written apart from the recorder's own SIP code on purpose: the two prove each other. Knows nothing of SIPREC.
 */
@NullMarked
package org.holdfast.src.sip;

import org.jspecify.annotations.NullMarked;
