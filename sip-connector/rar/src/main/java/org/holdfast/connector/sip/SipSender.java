package org.holdfast.connector.sip;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import javax.sip.ClientTransaction;
import javax.sip.InvalidArgumentException;
import javax.sip.ServerTransaction;
import javax.sip.SipException;
import javax.sip.SipProvider;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.sip.dialog.Dialog;
import org.jspecify.annotations.Nullable;

/** Puts messages on the wire. What cannot be sent is logged, never thrown: the other side will ask again. Thread-safe. */
final class SipSender {
    private final SipMessages messages;
    private final Executor aside;
    private final String host;
    private final Phaser inFlight = new Phaser(1);
    private volatile @Nullable SipProvider provider;

    /** Requests of ours go out on threads of their own: opening a connection may take long. */
    SipSender(SipMessages messages, Executor aside, String host) {
        this.messages = messages;
        this.aside = aside;
        this.host = host;
    }

    /** A transport is open: requests of ours go out from there. */
    void opened(SipProvider by) {
        provider = by;
    }

    void answer(IncomingRequest to, int status, Map<String, String> headers) {
        try {
            send(to, messages.answer(to, status, headers));
        } catch (ParseException e) {
            LOG.notServed("answer " + status, e);
        }
    }

    void refuse(IncomingRequest to, Refused refused) {
        try {
            Response response = messages.answer(to, refused.sipStatus(), refused.headers());
            int code = refused.sipStatus() == 488 ? 305 : 399;
            messages.put(response, "Warning", code + " " + host + " \"" + quotable(refused.reason()) + "\"");
            send(to, response);
        } catch (ParseException e) {
            LOG.notServed("answer " + refused.sipStatus(), e);
        }
    }

    void send(IncomingRequest to, Response response) {
        ServerTransaction transaction = to.transaction();
        try {
            if (transaction == null) {
                to.provider().sendResponse(response);
            } else {
                transaction.sendResponse(response);
            }
        } catch (SipException | InvalidArgumentException | RuntimeException e) {
            LOG.notSent(response.getStatusCode() + " to " + to.method(), String.valueOf(e.getMessage()));
        }
    }

    /** Sends a final answer once more, outside any transaction (RFC 3261 §13.3.1.4). */
    void again(Response response) {
        SipProvider by = provider;
        try {
            if (by != null) {
                by.sendResponse((Response) response.clone());
            }
        } catch (SipException | RuntimeException e) {
            LOG.notSent(response.getStatusCode() + " again", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Sends a request of ours; the consumer hears the final status, 408 when none came, on some thread. Nobody is asked, and
     * nothing heard, while no transport is open.
     */
    void request(Dialog dialog, String method, Map<String, String> headers, IntConsumer answered) {
        SipProvider by = provider;
        if (by == null) {
            LOG.notSent(method, "no SIP transport is open");
            return;
        }
        inFlight.register();
        aside.execute(() -> {
            try {
                Request request = messages.request(dialog, method, headers);
                ClientTransaction transaction = by.getNewClientTransaction(request);
                transaction.setApplicationData(answered);
                transaction.sendRequest();
            } catch (ParseException | SipException | RuntimeException e) {
                LOG.notSent(method, String.valueOf(e.getMessage()));
                answered.accept(408);
            } finally {
                inFlight.arriveAndDeregister();
            }
        });
    }

    /** Waits a little until what is being sent is out; nothing should be sent afterwards. */
    void settle(Duration limit) {
        try {
            inFlight.awaitAdvanceInterruptibly(inFlight.arriveAndDeregister(), limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.notSent("last requests", "no time left");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String quotable(String text) {
        return text.replaceAll("[\"\\\\\\p{Cntrl}]", "'");
    }
}
