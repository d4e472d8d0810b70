package org.holdfast.connector.capture;

import java.net.InetAddress;
import java.time.Duration;

/**
 * How media is received. Immutable.
 *
 * @param bindAddress local address of all media sockets, IPv4 or IPv6
 * @param portLow first port that may be used
 * @param portHigh last port that may be used
 * @param tick how often each socket is visited; bounds what a dying process loses
 * @param receiver which kind
 * @param threads receiver threads; 0: one a core but one, at least one
 */
public record CaptureSettings(
        InetAddress bindAddress, int portLow, int portHigh, Duration tick, Receiver receiver, int threads) {

    /** Native: {@code recvmmsg} by the clock, Linux only. NIO: anywhere. Auto: native where it works. */
    public enum Receiver {
        AUTO,
        NATIVE,
        NIO
    }

    public CaptureSettings {
        if (portLow < 1 || portHigh > 65_535 || portLow >= portHigh) {
            throw new IllegalArgumentException("media ports " + portLow + "-" + portHigh + " hold no port pair");
        }
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("capture tick must be positive, is " + tick);
        }
        if (threads < 0) {
            throw new IllegalArgumentException("capture threads must not be negative, is " + threads);
        }
    }
}
