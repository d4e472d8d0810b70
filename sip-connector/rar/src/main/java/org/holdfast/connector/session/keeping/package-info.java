/**
 * Whether a recording is kept: the rules as this recorder knows them, and what they came to for each recording of a session.
 * Knows the rulebook, the journal and the switch that discards media; nothing of SIP.
 */
@NullMarked
package org.holdfast.connector.session.keeping;

import org.jspecify.annotations.NullMarked;
