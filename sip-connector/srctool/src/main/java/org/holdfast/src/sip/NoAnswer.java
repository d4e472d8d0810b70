package org.holdfast.src.sip;

import java.io.IOException;

/** A request got no final answer in time (Timer B or F of RFC 3261 §17.1). */
public final class NoAnswer extends IOException {
    private static final long serialVersionUID = 1L;

    NoAnswer(SipMessage request, long seconds) {
        super("no answer to " + request + " within " + seconds + " s");
    }
}
