package org.holdfast.connector.siprec;

/** A body that cannot be taken, and the SIP answer that says so. */
public final class MimeRejected extends Exception {

    private static final long serialVersionUID = 1L;

    private final int sipStatus;
    private final String headerName;
    private final String headerValue;

    MimeRejected(int sipStatus, String reason, String headerName, String headerValue) {
        super(reason);
        this.sipStatus = sipStatus;
        this.headerName = headerName;
        this.headerValue = headerValue;
    }

    /** 400 or 415. */
    public int sipStatus() {
        return sipStatus;
    }

    /** {@code Accept} or {@code Accept-Encoding} when the answer needs one (RFC 3261 §8.2.3), else empty. */
    public String headerName() {
        return headerName;
    }

    public String headerValue() {
        return headerValue;
    }
}
