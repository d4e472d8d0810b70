package org.holdfast.connector.sip;

import java.time.Duration;

/**
 * Timers that the dialog layer runs itself. Immutable.
 *
 * @param t1 estimated round trip (RFC 3261 §17.1.1.1)
 * @param t2 longest pause between two retransmissions (RFC 3261 §17.1.1.1)
 * @param leastSession least session interval that is taken, in whole seconds (RFC 4028 §4)
 */
public record SipTimers(Duration t1, Duration t2, Duration leastSession) {
    public static final SipTimers OF_THE_RFC =
            new SipTimers(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(90));

    /** How long a 200 waits for its ACK, and an SRC has after a restart to be heard of again: 64*T1. */
    Duration patience() {
        return t1.multipliedBy(64);
    }

    boolean tooShort(int sessionSeconds) {
        return sessionSeconds < leastSession.toSeconds();
    }
}
