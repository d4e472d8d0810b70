/**
 * After the call: sealed journals wait here until somebody has acknowledged them, across restarts. Knows journals and the
 * connector's api; nothing of SIP, and nothing of sessions that still run.
 */
@NullMarked
package org.holdfast.connector.session.outbox;

import org.jspecify.annotations.NullMarked;
