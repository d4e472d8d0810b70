package org.holdfast.connector.sdp;

/** The body holds no usable session description: SIP 400. The message says why in one sentence. */
public final class SdpRejected extends Exception {

    private static final long serialVersionUID = 1L;

    public SdpRejected(String reason) {
        super(reason);
    }
}
