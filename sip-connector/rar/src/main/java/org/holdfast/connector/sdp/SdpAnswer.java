package org.holdfast.connector.sdp;

/** Writes the recorder's answer: same m-lines, same order, labels echoed (RFC 3264 §6, RFC 7866 §7.2). */
public final class SdpAnswer {

    private SdpAnswer() {}

    /** Deterministic: the same offer and local values give the same bytes, so a caller can tell what changed. */
    public static byte[] write(SdpDescription offer, SdpLocal local) {
        throw new UnsupportedOperationException();
    }
}
