package org.holdfast.connector.sdp;

import java.util.Locale;

/** Media direction attribute (RFC 8866 §6.7), seen from whoever wrote the description. */
public enum Direction {
    SENDRECV,
    SENDONLY,
    RECVONLY,
    INACTIVE;

    /** What a recorder, which never sends, answers to an offer of this direction (RFC 3264 §6.1, RFC 7866 §7.2). */
    public Direction answer() {
        return sends() ? RECVONLY : INACTIVE;
    }

    /** Whether whoever wrote it means to send media. */
    public boolean sends() {
        return this == SENDRECV || this == SENDONLY;
    }

    /** The attribute as it stands in SDP. */
    public String attribute() {
        return name().toLowerCase(Locale.ROOT);
    }
}
