/**
 * UDP sockets for media, two kinds behind one pair of interfaces: {@code recvmmsg} called by the clock (Linux) and NIO.
 * Knows what a datagram is, nothing of RTP, of sessions or of the journal.
 */
@NullMarked
package org.holdfast.connector.capture.socket;

import org.jspecify.annotations.NullMarked;
