package org.holdfast.connector.sip;

import java.time.Duration;
import javax.sip.header.CSeqHeader;
import javax.sip.message.Response;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.session.lane.Later;
import org.jspecify.annotations.Nullable;

/**
 * Our 200 to an INVITE until its ACK is here: sent again after T1, 2*T1, … T2, given up after 64*T1 (RFC 3261 §13.3.1.4).
 * Owned by the lane of its Call-ID.
 */
final class UnackedAnswer {
    private final Response response;
    private final long cseq;
    private final SipSender sender;
    private final SipTimers timers;
    private Duration pause;
    private Duration waited = Duration.ZERO;
    private boolean over;
    private @Nullable Later next;

    UnackedAnswer(Response response, SipSender sender, SipTimers timers) {
        this.response = response;
        this.cseq = ((CSeqHeader) response.getHeader(CSeqHeader.NAME)).getSeqNumber();
        this.sender = sender;
        this.timers = timers;
        this.pause = timers.t1();
    }

    /** Starts the clock; the task runs when no ACK ever came. */
    void await(Lanes lanes, Object key, Runnable gaveUp) {
        next = lanes.later(key, pause, () -> {
            if (over) {
                return;
            }
            waited = waited.plus(pause);
            if (waited.compareTo(timers.patience()) >= 0) {
                over = true;
                gaveUp.run();
                return;
            }
            again();
            pause = min(pause.multipliedBy(2), timers.t2());
            await(lanes, key, gaveUp);
        });
    }

    /** The INVITE came again: the SRC has not seen our answer. */
    void again() {
        sender.again(response);
    }

    /** As it goes over the wire. */
    String text() {
        return response.toString();
    }

    long cseq() {
        return cseq;
    }

    boolean waiting() {
        return !over;
    }

    void acknowledged() {
        over = true;
        if (next != null) {
            next.cancel();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
