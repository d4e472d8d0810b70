package org.holdfast.connector.sip;

import java.time.Duration;

/**
 * Timers of RFC 3261 §17.1.1.1 that the dialog layer runs itself. Immutable.
 *
 * @param t1 estimated round trip
 * @param t2 longest pause between two retransmissions
 */
public record SipTimers(Duration t1, Duration t2) {
    public static final SipTimers OF_THE_RFC = new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4));

    /** How long a 200 waits for its ACK: 64*T1. */
    Duration patience() {
        return t1.multipliedBy(64);
    }
}
