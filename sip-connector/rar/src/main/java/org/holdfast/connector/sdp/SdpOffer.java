package org.holdfast.connector.sdp;

/** Writes the recorder's own offer: to an INVITE that came without one, and to pause or resume later (D2, D3, P15). */
public final class SdpOffer {

    private SdpOffer() {}

    /** A recvonly audio m-line with a label of its own for each port of {@code local}, all common codecs. */
    public static byte[] initial(SdpLocal local) {
        throw new UnsupportedOperationException();
    }
}
