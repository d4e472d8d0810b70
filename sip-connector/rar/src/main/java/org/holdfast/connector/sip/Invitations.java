package org.holdfast.connector.sip;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sip.message.Response;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.session.RecorderSettings;
import org.holdfast.connector.session.RecordingInvite;
import org.holdfast.connector.session.RecordingSessions;
import org.holdfast.connector.session.SessionAnswer.Refused;
import org.holdfast.connector.sip.dialog.Dialog;

/** INVITEs that ask for a new Recording Session (RFC 7866 §6.2). Called on the lane of the Call-ID. */
final class Invitations {
    private final RecorderSettings settings;
    private final RecordingSessions sessions;
    private final DialogParts parts;

    Invitations(RecorderSettings settings, RecordingSessions sessions, DialogParts parts) {
        this.settings = settings;
        this.sessions = sessions;
        this.parts = parts;
    }

    void received(IncomingRequest invite) {
        if (invite.cancelled()) {
            parts.sender().answer(invite, Response.REQUEST_TERMINATED, Map.of());
            return;
        }
        Optional<Refused> refused = refusal(invite);
        if (refused.isPresent()) {
            parts.sender().refuse(invite, refused.get());
        } else {
            open(invite);
        }
    }

    private Optional<Refused> refusal(IncomingRequest invite) {
        if (invite.contact().isEmpty()) {
            return Optional.of(new Refused(400, "no Contact"));
        }
        if (!settings.acceptWithoutSiprec() && !invite.ofRecordingClient()) {
            return Optional.of(new Refused(421, "not a Recording Session", Map.of("Require", "siprec")));
        }
        return DialogRequests.tooFast(invite, parts.timers())
                .or(() -> sessions.gate().refusal());
    }

    private void open(IncomingRequest invite) {
        Dialog dialog = new Dialog(
                invite.callId(),
                new Dialog.Side(address(invite.header("To")), SipMessages.newTag()),
                new Dialog.Side(address(invite.header("From")), invite.fromTag()),
                invite.contact(),
                routes(invite),
                invite.transport(),
                0,
                invite.cseq());
        RecordingDialog standing = RecordingDialog.opened(dialog, invite, parts);
        RecordingSessions.Invited invited = sessions.invited(
                new RecordingInvite(
                        invite.callId(),
                        invite.body(),
                        Identification.parties(invite),
                        Identification.identifiers(invite),
                        Identification.trunks(invite),
                        standing.kept().toBytes()),
                invite.callId(),
                standing);
        if (!(invited.answer() instanceof Refused) && invite.cancelled()) {
            invited.session().end(EndCause.CANCELLED, "CANCEL");
            parts.sender().answer(invite, Response.REQUEST_TERMINATED, Map.of());
            return;
        }
        if (!(invited.answer() instanceof Refused)) {
            standing.serves(invited.session());
        }
        standing.answer(invite, invited.answer());
    }

    /** Record-Route as the callee uses it: in the order received (RFC 3261 §12.1.1). */
    private static List<String> routes(IncomingRequest invite) {
        List<String> routes = new ArrayList<>();
        for (String value : invite.headers("Record-Route")) {
            Collections.addAll(routes, value.split(",(?=\\s*<)"));
        }
        return routes.stream().map(String::strip).toList();
    }

    /** A From or To value without its header parameters. */
    private static String address(String value) {
        int end = value.indexOf('>');
        return end >= 0 ? value.substring(0, end + 1) : value.split(";", 2)[0];
    }
}
