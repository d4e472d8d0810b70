/**
 * From the network to the journal: leases media ports, receives every RTP and RTCP datagram and keeps it undecoded with
 * its arrival time. Knows nothing of SIP, SDP or metadata. Capture keeps; interpretation comes later.
 */
@NullMarked
package org.holdfast.connector.capture;

import org.jspecify.annotations.NullMarked;
