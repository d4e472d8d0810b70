package org.holdfast.connector.sip;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.session.RecordingSession;
import org.holdfast.connector.session.SessionAnswer;
import org.holdfast.connector.session.SessionAnswer.Described;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.session.SrcDialog;
import org.holdfast.connector.session.lane.Later;
import org.holdfast.connector.sip.dialog.Dialog;
import org.holdfast.connector.sip.dialog.SessionTimer;
import org.jspecify.annotations.Nullable;

/**
 * The live side of one dialog: our unacknowledged 200, the session timer, and the session it belongs to. Owned by the lane
 * of its Call-ID.
 */
final class RecordingDialog implements SrcDialog {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DialogParts parts;
    private final IncomingRequest invite;
    private Dialog dialog;
    private @Nullable RecordingSession session;
    private @Nullable UnackedAnswer unacked;
    private @Nullable Later timer;

    RecordingDialog(Dialog dialog, IncomingRequest invite, DialogParts parts) {
        this.dialog = dialog;
        this.invite = invite;
        this.parts = parts;
    }

    Dialog value() {
        return dialog;
    }

    /** The session this dialog serves; it lives as long as the dialog. */
    void serves(RecordingSession opened) {
        session = opened;
        parts.dialogs().add(this);
    }

    /** True for the INVITE that opened this dialog, sent once more. */
    boolean openedBy(IncomingRequest request) {
        return request.cseq() == invite.cseq() && request.branch().equals(invite.branch());
    }

    void repeatAnswer() {
        if (unacked != null && unacked.waiting()) {
            unacked.again();
        }
    }

    /** Whether the request is older than what the SRC sent last (RFC 3261 §12.2.2). */
    boolean outOfOrder(IncomingRequest request) {
        return request.cseq() < dialog.remoteCSeq();
    }

    /** Answers an INVITE or UPDATE as the session says; a 200 refreshes target and timer. */
    void answer(IncomingRequest request, SessionAnswer answer) {
        if (answer instanceof Refused refused) {
            parts.sender().refuse(request, refused);
            return;
        }
        byte[] sdp = answer instanceof Described described ? described.sdp() : new byte[0];
        dialog = dialog.received(request.cseq(), request.contact());
        if (session != null && request != invite) {
            session.keepDialog(dialog.toBytes());
        }
        try {
            Response ok = parts.messages().ok(request, dialog, sdp, timerHeaders(request));
            parts.sender().send(request, ok);
            if (request.method().equals("INVITE")) {
                awaitAck(request, ok);
            }
        } catch (ParseException e) {
            LOG.notServed("200 to " + request.method(), e);
            parts.sender().answer(request, Response.SERVER_INTERNAL_ERROR, Map.of());
            if (request == invite && session != null) {
                over();
                session.end(EndCause.CANCELLED, "our 200 could not be written");
            }
        }
    }

    void acknowledged(IncomingRequest ack) {
        if (unacked == null || session == null || ack.cseq() != unacked.cseq() || !unacked.waiting()) {
            return; // a repeated ACK says nothing new
        }
        unacked.acknowledged();
        if (!session.confirmed(ack.body())) {
            RecordingSession disagreed = session;
            later(GRACE, () -> disagreed.endFromHere(EndCause.NO_ACK, "the ACK answered no offer"));
        }
    }

    /** The SRC ends it. The answer goes first: sealing takes a moment. */
    void ended(IncomingRequest bye) {
        parts.sender().answer(bye, Response.OK, Map.of());
        over();
        if (session != null) {
            session.end(EndCause.BYE, "BYE");
        }
    }

    void keep(IncomingRequest request) {
        dialog = dialog.received(request.cseq(), "");
        if (session != null) {
            session.keep(request.body());
        }
    }

    Optional<RecordingSession> session() {
        return Optional.ofNullable(session);
    }

    @Override
    public void bye(String reason) {
        over();
        send("BYE", Map.of("Reason", "SIP;cause=200;text=\"" + reason + "\""), false);
    }

    @Override
    public void probe() {
        send("OPTIONS", Map.of(), true);
    }

    private void awaitAck(IncomingRequest request, Response ok) {
        if (unacked != null) {
            unacked.acknowledged(); // a new INVITE shows that the SRC has the answer to the last
        }
        UnackedAnswer waiting = new UnackedAnswer(ok, request, parts.sender(), parts.timers());
        unacked = waiting;
        waiting.await(parts.lanes(), dialog.callId(), () -> end(EndCause.NO_ACK, "no ACK came"));
    }

    /** Headers that accept the SRC's session timer (RFC 4028 §9); sets our own clock by it. */
    private Map<String, String> timerHeaders(IncomingRequest request) {
        Map<String, String> headers = new HashMap<>();
        Optional<SessionTimer> wanted = SessionTimer.of(request.header("Session-Expires"));
        if (wanted.isPresent() && knowsTimer(request)) {
            headers.put("Session-Expires", wanted.get().answer());
            headers.put("Require", "timer");
            arm(wanted.get());
        }
        return headers;
    }

    private void arm(SessionTimer wanted) {
        if (timer != null) {
            timer.cancel();
        }
        timer = wanted.weRefresh()
                ? later(wanted.refreshes(), () -> refresh(wanted))
                : later(wanted.ends(), () -> end(EndCause.SRC_SILENT, "the session timer ran out"));
    }

    private void refresh(SessionTimer wanted) {
        send("UPDATE", Map.of("Session-Expires", wanted.seconds() + ";refresher=uac", "Supported", "timer"), true);
        arm(wanted);
    }

    /** Sends a request of ours. With {@code tells}, an answer that disowns the dialog, or none, ends the session. */
    private void send(String method, Map<String, String> headers, boolean tells) {
        dialog = dialog.requesting();
        parts.sender().request(invite.provider(), dialog, method, headers, status -> {
            if (tells && (status == 408 || status == 481)) {
                parts.lanes().run(dialog.callId(), () -> end(EndCause.SRC_SILENT, method + " was answered " + status));
            }
        });
    }

    private void end(EndCause cause, String why) {
        if (session != null) {
            session.endFromHere(cause, why);
        }
    }

    private Later later(Duration delay, Runnable task) {
        return parts.lanes().later(dialog.callId(), delay, task);
    }

    private void over() {
        parts.dialogs().remove(this);
        if (unacked != null) {
            unacked.acknowledged();
        }
        if (timer != null) {
            timer.cancel();
        }
    }

    private static boolean knowsTimer(IncomingRequest request) {
        return request.options("Supported").contains("timer")
                || request.options("Require").contains("timer");
    }
}
