package org.holdfast.src;

import java.io.IOException;
import java.time.Duration;
import java.util.OptionalInt;
import org.holdfast.src.sip.SipMessage;

/** The SRS answered an INVITE with anything but 2xx. */
public final class CallRefused extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient SipMessage answer;
    private final Duration after;

    CallRefused(SipMessage answer, Duration after) {
        super(answer.status() + " " + answer.reason());
        this.answer = answer;
        this.after = after;
    }

    public int status() {
        return answer.status();
    }

    /** The whole answer, for its Warning, Unsupported, Accept. */
    public SipMessage answer() {
        return answer;
    }

    /** How long the SRS took to refuse. */
    public Duration after() {
        return after;
    }

    /** Seconds after which the SRS wants to be asked again. */
    public OptionalInt retryAfter() {
        String seconds = answer.value("Retry-After").split("[^0-9]", 2)[0];
        return seconds.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(seconds));
    }
}
