package org.holdfast.connector.sip;

import static org.holdfast.connector.health.ConnectorLog.LOG;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
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
import org.holdfast.connector.sip.dialog.KeptDialog;
import org.holdfast.connector.sip.dialog.KeptDialog.Opening;
import org.holdfast.connector.sip.dialog.KeptDialog.RunningTimer;
import org.holdfast.connector.sip.dialog.SessionTimer;
import org.jspecify.annotations.Nullable;

/**
 * The live side of one dialog: our unacknowledged 200, the session timer, and the session it belongs to. Every change is
 * written into the session's journal before anybody is told of it. Owned by the lane of its Call-ID.
 */
final class RecordingDialog implements SrcDialog {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DialogParts parts;
    private final Opening opening;
    private Dialog dialog;
    private @Nullable RecordingSession session;
    private @Nullable UnackedAnswer unacked;
    private @Nullable RunningTimer running;
    private @Nullable Later timer;

    private RecordingDialog(Dialog dialog, Opening opening, DialogParts parts) {
        this.dialog = dialog;
        this.opening = opening;
        this.parts = parts;
    }

    static RecordingDialog opened(Dialog dialog, IncomingRequest invite, DialogParts parts) {
        return new RecordingDialog(dialog, new Opening(invite.cseq(), invite.branch()), parts);
    }

    /** Of an earlier process; {@link #goesOn} is to follow. */
    static RecordingDialog revived(KeptDialog kept, DialogParts parts) {
        RecordingDialog revived = new RecordingDialog(kept.dialog(), kept.opening(), parts);
        revived.running = kept.timer().orElse(null);
        return revived;
    }

    Dialog value() {
        return dialog;
    }

    /** All that a restart needs. */
    KeptDialog kept() {
        UnackedAnswer waiting = unacked;
        return new KeptDialog(
                dialog,
                opening,
                Optional.ofNullable(running),
                waiting != null && waiting.waiting() ? waiting.text() : "");
    }

    /** The session this dialog serves; it lives as long as the dialog. */
    void serves(RecordingSession opened) {
        session = opened;
        parts.dialogs().add(this);
    }

    /**
     * After a restart: the clocks run on. An SRC that tried in vain while we were away gets the time to be heard again.
     *
     * @param unacknowledged our 200 that was not acknowledged, empty when none was
     */
    void goesOn(String unacknowledged) {
        RunningTimer was = running;
        if (was != null) {
            arm(was, parts.timers().patience());
        }
        if (!unacknowledged.isEmpty()) {
            try {
                awaitAck(new UnackedAnswer(parts.messages().again(unacknowledged), parts.sender(), parts.timers()));
            } catch (ParseException e) {
                LOG.notServed("200 of before the restart", e);
            }
        } else if (session != null) {
            session.confirmedBefore();
        }
    }

    /** True for the INVITE that opened this dialog, sent once more. */
    boolean openedBy(IncomingRequest request) {
        return request.cseq() == opening.cseq() && request.branch().equals(opening.branch());
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
        try {
            Response ok = parts.messages().ok(request, dialog, sdp, timerHeaders(request));
            if (request.method().equals("INVITE")) {
                awaitAck(new UnackedAnswer(ok, parts.sender(), parts.timers()));
            }
            write();
            parts.sender().send(request, ok);
        } catch (ParseException e) {
            LOG.notServed("200 to " + request.method(), e);
            parts.sender().answer(request, Response.SERVER_INTERNAL_ERROR, Map.of());
            if (openedBy(request) && session != null) {
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
        boolean agreed = session.confirmed(ack.body());
        write();
        if (!agreed) {
            RecordingSession disagreed = session;
            later(GRACE, () -> disagreed.endFromHere(EndCause.NO_ACK, "the ACK answered no offer"));
        }
    }

    /** The SRC ends it. The end is written down, then answered: sealing takes a moment. */
    void ended(IncomingRequest bye) {
        if (session != null) {
            session.ending(EndCause.BYE);
        }
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
        write();
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

    private void awaitAck(UnackedAnswer waiting) {
        if (unacked != null) {
            unacked.acknowledged(); // a new INVITE shows that the SRC has the answer to the last
        }
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
            arm(new RunningTimer(wanted.get(), parts.clock().instant()), Duration.ZERO);
        }
        return headers;
    }

    /** Counts from when the timer was set, but leaves the SRC at least so much from now. */
    private void arm(RunningTimer set, Duration atLeast) {
        if (timer != null) {
            timer.cancel();
        }
        running = set;
        SessionTimer wanted = set.timer();
        Instant now = parts.clock().instant();
        Duration passed = Duration.between(set.since(), now);
        Duration left = (wanted.weRefresh() ? wanted.refreshes() : wanted.ends()).minus(passed);
        timer = wanted.weRefresh()
                ? later(longer(left, Duration.ZERO), () -> refresh(wanted))
                : later(longer(left, atLeast), () -> end(EndCause.SRC_SILENT, "the session timer ran out"));
    }

    private void refresh(SessionTimer wanted) {
        arm(new RunningTimer(wanted, parts.clock().instant()), Duration.ZERO);
        send("UPDATE", Map.of("Session-Expires", wanted.seconds() + ";refresher=uac", "Supported", "timer"), true);
    }

    /** Sends a request of ours. With {@code tells}, an answer that disowns the dialog, or none, ends the session. */
    private void send(String method, Map<String, String> headers, boolean tells) {
        dialog = dialog.requesting();
        write();
        parts.sender().request(dialog, method, headers, status -> {
            if (tells && (status == 408 || status == 481)) {
                parts.lanes().run(dialog.callId(), () -> end(EndCause.SRC_SILENT, method + " was answered " + status));
            }
        });
    }

    private void write() {
        if (session != null) {
            session.keepDialog(kept().toBytes());
        }
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

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static boolean knowsTimer(IncomingRequest request) {
        return request.options("Supported").contains("timer")
                || request.options("Require").contains("timer");
    }
}
