/**
 * The Recording Session: decides whether a call is taken, keeps its facts in the journal, its media in the capture, and
 * announces what was recorded until somebody has acknowledged it.
 *
 * <p>Knows SDP and rs-metadata through their parsers, but nothing of SIP transactions, sockets or the server it runs in.
 */
@NullMarked
package org.holdfast.connector.session;

import org.jspecify.annotations.NullMarked;
