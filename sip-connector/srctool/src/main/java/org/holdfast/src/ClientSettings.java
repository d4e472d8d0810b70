package org.holdfast.src;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.holdfast.src.sip.SipAddress;

/** Where the SRS is and how the SRC sits on its host. {@code timeout} is how long an answer is waited for. */
public record ClientSettings(SipAddress srs, InetAddress bind, int lowestMediaPort, Duration timeout) {
    private static final Duration TIMER_B = Duration.ofSeconds(32);
    private static final int LOWEST_MEDIA_PORT = 40_000;

    /** Calls {@code sip:HOST:PORT[;transport=udp|tcp]} from the same address family's loopback, media from port 40000 up. */
    public static ClientSettings to(String srs) {
        return new ClientSettings(SipAddress.parse(srs), address("127.0.0.1"), LOWEST_MEDIA_PORT, TIMER_B);
    }

    /** The local address of SIP and media. */
    public ClientSettings from(String address) {
        return new ClientSettings(srs, address(address), lowestMediaPort, timeout);
    }

    public ClientSettings mediaPorts(int lowest) {
        return new ClientSettings(srs, bind, lowest, timeout);
    }

    public ClientSettings timeout(Duration other) {
        return new ClientSettings(srs, bind, lowestMediaPort, other);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address of this host: " + text, e);
        }
    }
}
