package org.holdfast.connector.sip;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import javax.sip.ClientTransaction;
import javax.sip.DialogTerminatedEvent;
import javax.sip.IOExceptionEvent;
import javax.sip.RequestEvent;
import javax.sip.ResponseEvent;
import javax.sip.ServerTransaction;
import javax.sip.SipListener;
import javax.sip.SipProvider;
import javax.sip.TimeoutEvent;
import javax.sip.TransactionAlreadyExistsException;
import javax.sip.TransactionTerminatedEvent;
import javax.sip.TransactionUnavailableException;
import javax.sip.message.Response;
import org.holdfast.connector.session.AdmissionGate;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.siprec.MimeBodies;

/**
 * Where the stack hands over: every request goes to the lane of its Call-ID and the stack's thread returns at once.
 * Nothing thrown here or there reaches the stack. Thread-safe.
 */
final class SipEndpoint implements SipListener {
    static final Map<String, String> CAPABILITIES = Map.of(
            "Allow", SipMessages.ALLOW,
            "Supported", SipMessages.SUPPORTED,
            "Accept", MimeBodies.ACCEPT,
            "Accept-Encoding", MimeBodies.ACCEPT_ENCODING);

    private final Invitations invitations;
    private final DialogRequests dialogRequests;
    private final AdmissionGate gate;
    private final DialogParts parts;
    private final Clock clock;
    private final Map<String, IncomingRequest> unanswered = new ConcurrentHashMap<>();

    SipEndpoint(
            Invitations invitations,
            DialogRequests dialogRequests,
            AdmissionGate gate,
            DialogParts parts,
            Clock clock) {
        this.invitations = invitations;
        this.dialogRequests = dialogRequests;
        this.gate = gate;
        this.parts = parts;
        this.clock = clock;
    }

    @Override
    public void processRequest(RequestEvent event) {
        try {
            SipProvider provider = (SipProvider) event.getSource();
            SIPRequest message = (SIPRequest) event.getRequest();
            if (message.getMethod().equals("ACK")) {
                handOver(new IncomingRequest(message, null, provider, clock.instant()));
            } else {
                begin(event, message, provider);
            }
        } catch (RuntimeException | Error e) { // the stack's thread must live
            LOG.notServed("request", e);
        }
    }

    private void begin(RequestEvent event, SIPRequest message, SipProvider provider) {
        try {
            ServerTransaction given = event.getServerTransaction();
            ServerTransaction transaction = given == null ? provider.getNewServerTransaction(message) : given;
            handOver(new IncomingRequest(message, transaction, provider, clock.instant()));
        } catch (TransactionAlreadyExistsException e) {
            LOG.debug("a retransmission crossed its transaction");
        } catch (TransactionUnavailableException e) {
            IncomingRequest outside = new IncomingRequest(message, null, provider, clock.instant());
            parts.sender()
                    .refuse(outside, Refusals.of(outside).orElse(new Refused(400, String.valueOf(e.getMessage()))));
        }
    }

    @Override
    public void processResponse(ResponseEvent event) {
        if (event.getResponse().getStatusCode() >= 200) {
            tell(event.getClientTransaction(), event.getResponse().getStatusCode());
        }
    }

    @Override
    public void processTimeout(TimeoutEvent event) {
        if (!event.isServerTransaction()) {
            tell(event.getClientTransaction(), Response.REQUEST_TIMEOUT);
        }
    }

    @Override
    public void processIOException(IOExceptionEvent event) {
        LOG.notSent("to " + event.getHost() + ":" + event.getPort(), "transport failed");
    }

    @Override
    public void processTransactionTerminated(TransactionTerminatedEvent event) {
        // nothing is bound to a transaction
    }

    @Override
    public void processDialogTerminated(DialogTerminatedEvent event) {
        // the stack has no dialogs
    }

    private void handOver(IncomingRequest request) {
        if (request.method().equals("CANCEL")) {
            cancelled(request);
            return;
        }
        boolean invite = request.method().equals("INVITE");
        if (invite) {
            unanswered.put(request.branch(), request);
        }
        parts.lanes().run(request.callId(), () -> {
            try {
                route(request);
            } catch (RuntimeException | Error e) {
                LOG.notServed(request.method() + " " + request.callId(), e);
                parts.sender().answer(request, Response.SERVER_INTERNAL_ERROR, Map.of());
            } finally {
                if (invite) {
                    unanswered.remove(request.branch(), request);
                }
            }
        });
    }

    private void route(IncomingRequest request) {
        Optional<Refused> refused = Refusals.of(request);
        if (refused.isPresent()) {
            if (!request.method().equals("ACK")) {
                parts.sender().refuse(request, refused.get());
            }
            return;
        }
        boolean inDialog = !request.toTag().isEmpty();
        if (request.method().equals("INVITE") && !inDialog) {
            invited(request);
        } else if (request.method().equals("OPTIONS") && !inDialog) {
            asked(request);
        } else {
            dialogRequests.received(request);
        }
    }

    /** An INVITE without our tag: new, seen before, or merged on its way (RFC 3261 §8.2.2.2). */
    private void invited(IncomingRequest invite) {
        Optional<RecordingDialog> known = parts.dialogs().of(invite);
        if (known.isEmpty()) {
            invitations.received(invite);
        } else if (known.get().openedBy(invite)) {
            known.get().repeatAnswer();
        } else if (invite.cseq() > known.get().value().remoteCSeq()) {
            dialogRequests.received(invite);
        } else {
            parts.sender().answer(invite, Response.LOOP_DETECTED, Map.of());
        }
    }

    /** OPTIONS is told what an INVITE would be told (RFC 3261 §11.2). */
    private void asked(IncomingRequest options) {
        Optional<Refused> refused = gate.refusal();
        if (refused.isPresent()) {
            parts.sender().refuse(options, refused.get());
        } else {
            parts.sender().answer(options, Response.OK, CAPABILITIES);
        }
    }

    private void cancelled(IncomingRequest cancel) {
        IncomingRequest invite = unanswered.get(cancel.branch());
        if (invite != null) {
            invite.cancel();
        }
        boolean known = invite != null || parts.dialogs().of(cancel).isPresent();
        parts.sender().answer(cancel, known ? Response.OK : Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Map.of());
    }

    private static void tell(ClientTransaction transaction, int status) {
        if (transaction != null && transaction.getApplicationData() instanceof IntConsumer answered) {
            transaction.setApplicationData(null);
            answered.accept(status);
        }
    }
}
