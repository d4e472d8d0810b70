package org.holdfast.connector.sip.stack;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import gov.nist.javax.sip.header.RetryAfter;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.stack.MessageChannel;
import gov.nist.javax.sip.stack.SIPMessageValve;
import java.io.IOException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import javax.sip.InvalidArgumentException;
import javax.sip.SipStack;
import javax.sip.message.Response;

/**
 * Under overload answers new INVITEs with 503 before the stack makes any state for them; requests within a dialog always
 * pass. Thread-safe.
 */
public final class OverloadValve implements SIPMessageValve {
    private static final long SAY_EVERY_NANOS = 10_000_000_000L;

    private final BooleanSupplier overloaded;
    private final AtomicLong unsaid = new AtomicLong();
    private final AtomicLong saidNanos = new AtomicLong(System.nanoTime() - SAY_EVERY_NANOS);

    /** Asks before every new INVITE. */
    public OverloadValve(BooleanSupplier overloaded) {
        this.overloaded = overloaded;
    }

    @Override
    public boolean processRequest(SIPRequest request, MessageChannel channel) {
        boolean opens = request.getMethod().equals("INVITE") && request.getToTag() == null;
        if (!opens || !overloaded.getAsBoolean()) {
            return true;
        }
        try {
            SIPResponse response = request.createResponse(Response.SERVICE_UNAVAILABLE);
            response.setToTag("overload");
            RetryAfter later = new RetryAfter();
            later.setRetryAfter(ThreadLocalRandom.current().nextInt(5, 31));
            response.setHeader(later);
            channel.sendMessage(response);
        } catch (IOException | InvalidArgumentException | RuntimeException e) {
            LOG.notSent("503", String.valueOf(e.getMessage()));
        }
        say();
        return false;
    }

    @Override
    public boolean processResponse(Response response, MessageChannel channel) {
        return true;
    }

    @Override
    public void init(SipStack stack) {
        // needs nothing of it
    }

    @Override
    public void destroy() {
        // holds nothing
    }

    private void say() {
        unsaid.incrementAndGet();
        long said = saidNanos.get();
        long now = System.nanoTime();
        if (now - said >= SAY_EVERY_NANOS && saidNanos.compareAndSet(said, now)) {
            LOG.refusing(503, "more INVITEs come than can be served", unsaid.getAndSet(0));
        }
    }
}
