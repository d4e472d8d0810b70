/**
 * The whole call engine put together: journal, capture, sessions, SIP, health. Runs in a server as well as from a {@code
 * main}; knows nothing of the server.
 */
@NullMarked
package org.holdfast.connector.sip.engine;

import org.jspecify.annotations.NullMarked;
