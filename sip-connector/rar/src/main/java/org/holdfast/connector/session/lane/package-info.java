/**
 * Threads for work that must stay in order: whatever has the same key runs on the same lane, one after the other. Knows
 * nothing of sessions or SIP.
 */
@NullMarked
package org.holdfast.connector.session.lane;

import org.jspecify.annotations.NullMarked;
