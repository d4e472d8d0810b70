/**
 * The walls around the JAIN-SIP stack: its settings, its logs, and the limits every message meets before its parser. Knows
 * nothing of recording.
 */
@NullMarked
package org.holdfast.connector.sip.stack;

import org.jspecify.annotations.NullMarked;
