package org.holdfast.src.sip;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Our side of a dialog (RFC 3261 §12): identifiers, CSeq, route set, remote target. Used by one call's thread at a time. */
public final class Dialog {
    private final SipClient client;
    private final String requestUri;
    private final String contact;
    private final String from;
    private final String callId;
    private final AtomicInteger sequence;
    private volatile String to;
    private volatile String target;
    private volatile List<String> routes = List.of();

    /** A dialog about to be: {@code from} without tag, {@code contact} whole, {@code firstSequence} as the dialect counts. */
    public Dialog(SipClient client, String requestUri, String from, String contact, int firstSequence) {
        this.client = client;
        this.requestUri = requestUri;
        this.target = requestUri;
        this.contact = contact;
        this.from = from + ";tag=" + SipClient.token(6);
        this.to = "<" + requestUri + ">";
        this.callId = SipClient.token(12) + "@"
                + client.transport().local().getAddress().getHostAddress();
        this.sequence = new AtomicInteger(firstSequence - 1);
    }

    public String callId() {
        return callId;
    }

    /** Takes tag, target and route set from the answer that made or refreshed the dialog (§12.1.2). */
    public void established(SipMessage answer) {
        to = answer.value("To");
        if (!answer.value("Contact").isEmpty()) {
            target = SipMessage.uri(answer.value("Contact"));
        }
        if (routes.isEmpty()) {
            routes = answer.values("Record-Route").reversed();
        }
    }

    /** A new request within the dialog, or the one that opens it. */
    public SipMessage.Draft request(String method) {
        return draft(method, sequence.incrementAndGet());
    }

    /** The ACK of a 2xx: a transaction of its own with the INVITE's number (§13.2.2.4). */
    public SipMessage.Draft acknowledgement(SipMessage answer) {
        String number = answer.value("CSeq").split(" ", 2)[0];
        return draft("ACK", number.matches("\\d{1,9}") ? Integer.parseInt(number) : sequence.get());
    }

    private SipMessage.Draft draft(String method, int number) {
        SipMessage.Draft draft =
                SipMessage.request(method, target).header("Via", client.via()).header("Max-Forwards", "70");
        routes.forEach(route -> draft.header("Route", route));
        return draft.header("From", from)
                .header("To", to)
                .header("Call-ID", callId)
                .header("CSeq", number + " " + method)
                .header("Contact", contact);
    }

    @Override
    public String toString() {
        return callId + " to " + requestUri;
    }
}
