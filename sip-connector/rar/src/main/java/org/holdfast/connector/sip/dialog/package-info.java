/**
 * The SIP dialog of a Recording Session as a value (RFC 3261 §12): immutable, written down at every change, so that a
 * restart can go on with it. Plain Java; knows nothing of the stack.
 */
@NullMarked
package org.holdfast.connector.sip.dialog;

import org.jspecify.annotations.NullMarked;
