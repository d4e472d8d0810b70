package org.holdfast.connector.sip;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import javax.sip.message.Response;
import org.holdfast.connector.session.RecordingSession;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.lane.Lanes;
import org.holdfast.connector.sip.dialog.SessionTimer;

/** Requests within a Recording Session's dialog (RFC 3261 §12.2, RFC 3311). Called on the lane of the Call-ID. */
final class DialogRequests {
    /** Within it an SRC repeats its request over UDP; the stack takes the repeats while we owe the answer. */
    private static final Duration TO_BE_TAKEN_UP = Duration.ofSeconds(20);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Dialogs dialogs;
    private final SipSender sender;
    private final SipTimers timers;
    private final Lanes lanes;
    private final Clock clock;
    private final BooleanSupplier allTakenUp;

    /** Told also whether every dialog of an earlier process that goes on does. */
    DialogRequests(DialogParts parts, BooleanSupplier allTakenUp) {
        this.dialogs = parts.dialogs();
        this.sender = parts.sender();
        this.timers = parts.timers();
        this.lanes = parts.lanes();
        this.clock = parts.clock();
        this.allTakenUp = allTakenUp;
    }

    /** The refusal of a session timer that is too fast for us; empty when there is none. */
    static Optional<Refused> tooFast(IncomingRequest request, SipTimers timers) {
        return SessionTimer.of(request.header("Session-Expires"))
                .filter(wanted -> timers.tooShort(wanted.seconds()))
                .map(wanted -> new Refused(
                        422,
                        "session interval too small",
                        Map.of("Min-SE", Long.toString(timers.leastSession().toSeconds()))));
    }

    void received(IncomingRequest request) {
        Optional<RecordingDialog> dialog = dialogs.of(request);
        if (dialog.isPresent()) {
            served(request, dialog.get());
        } else if (mayBeTakenUp(request)) {
            lanes.later(request.callId(), LOOK_AGAIN, () -> received(request));
        } else if (!request.method().equals("ACK")) {
            sender.answer(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Map.of());
        }
    }

    /** A 481 would end a dialog (RFC 3261 §12.2.1.2) whose journal is only still to be read. */
    private boolean mayBeTakenUp(IncomingRequest request) {
        return !allTakenUp.getAsBoolean()
                && Duration.between(request.at(), clock.instant()).compareTo(TO_BE_TAKEN_UP) < 0;
    }

    private void served(IncomingRequest request, RecordingDialog dialog) {
        if (request.method().equals("ACK")) {
            dialog.acknowledged(request);
        } else if (dialog.outOfOrder(request)) {
            sender.answer(request, Response.SERVER_INTERNAL_ERROR, Map.of());
        } else {
            switch (request.method()) {
                case "INVITE", "UPDATE" -> renegotiated(request, dialog);
                case "BYE" -> dialog.ended(request);
                case "INFO" -> informed(request, dialog);
                case "PRACK" -> // for a provisional answer we never sent: INVITEs are answered at once (RFC 3262 §3)
                    sender.answer(request, Response.CALL_OR_TRANSACTION_DOES_NOT_EXIST, Map.of());
                default -> { // OPTIONS: the dialog stands
                    dialog.keep(request);
                    sender.answer(request, Response.OK, SipEndpoint.CAPABILITIES);
                }
            }
        }
    }

    private void renegotiated(IncomingRequest request, RecordingDialog dialog) {
        Optional<Refused> tooFast = tooFast(request, timers);
        if (tooFast.isPresent()) {
            sender.refuse(request, tooFast.get());
            return;
        }
        Optional<RecordingSession> session = dialog.session();
        if (session.isPresent()) {
            dialog.answer(request, session.get().renegotiate(request.body()));
        } else {
            String after = Integer.toString(ThreadLocalRandom.current().nextInt(11));
            sender.answer(request, Response.SERVER_INTERNAL_ERROR, Map.of("Retry-After", after));
        }
    }

    /** DTMF and vendors' notes are kept; packages nobody asked for are named (RFC 6086 §4.2.2). */
    private void informed(IncomingRequest info, RecordingDialog dialog) {
        if (info.header("Info-Package").isEmpty()) {
            dialog.keep(info);
            sender.answer(info, Response.OK, Map.of());
        } else {
            sender.answer(info, 469, Map.of("Recv-Info", ""));
        }
    }
}
