package org.holdfast.connector.sdp;

import java.util.Map;

/**
 * What the recorder says of itself in an answer or an offer. Immutable.
 *
 * @param sessionId id of our o= line, the same for the whole dialog
 * @param version version of our o= line: one more than before when, and only when, the rest changed (RFC 3264 §8)
 * @param address our media address, IPv4 or IPv6, in its textual form
 * @param ports RTP port by m-line index; an absent index is refused
 * @param paused the recorder takes no media now: every m-line is inactive (RFC 7866 §7.2)
 */
public record SdpLocal(String sessionId, long version, String address, Map<Integer, Integer> ports, boolean paused) {

    public SdpLocal {
        ports = Map.copyOf(ports);
    }
}
