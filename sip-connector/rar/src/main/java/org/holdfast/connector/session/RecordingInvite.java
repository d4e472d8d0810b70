package org.holdfast.connector.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.siprec.SipParties;
import org.holdfast.media.journal.JournalEntry.KeptHeader;

/**
 * An INVITE that asks for a Recording Session, free of SIP. The arrays are not copied; do not write to them.
 *
 * @param callId Call-ID of the Recording Session's dialog
 * @param body what it carried
 * @param parties headers that tell who talks, for the time before metadata comes
 * @param identifiers correlation keys found in headers, by name
 * @param trunks by what names its SRC is known to rules: where it came from, the host of its Contact
 * @param dialog the dialog as the sip layer serialises it
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes; equality is never asked for
public record RecordingInvite(
        String callId,
        SessionRequest body,
        SipParties.Headers parties,
        Map<String, String> identifiers,
        List<String> trunks,
        byte[] dialog) {

    private static final String ASSERTED = "P-Asserted-Identity";
    private static final String PARTICIPANT = "X-Cisco-Recording-Participant";

    /** In the journal only. */
    private static final String TRUNK = "Holdfast-Trunk";

    public RecordingInvite {
        identifiers = Map.copyOf(identifiers);
        trunks = List.copyOf(trunks);
    }

    /** The INVITE of a session before a restart, without its body. */
    static RecordingInvite kept(String callId, Instant at, List<KeptHeader> headers) {
        Map<String, String> identifiers = new HashMap<>();
        headers.stream()
                .filter(header -> !Set.of("From", "To", TRUNK).contains(header.name()))
                .forEach(header -> identifiers.putIfAbsent(header.name(), header.value()));
        SipParties.Headers parties = new SipParties.Headers(
                String.join("", values(headers, "From")),
                String.join("", values(headers, "To")),
                values(headers, ASSERTED),
                values(headers, PARTICIPANT));
        SessionRequest noBody = new SessionRequest("INVITE", "", "", new byte[0], at);
        return new RecordingInvite(callId, noBody, parties, identifiers, values(headers, TRUNK), new byte[0]);
    }

    private static List<String> values(List<KeptHeader> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(KeptHeader::value)
                .toList();
    }

    /** What {@link #kept} needs to make it anew. */
    List<KeptHeader> headers() {
        List<KeptHeader> headers = new ArrayList<>();
        headers.add(new KeptHeader("From", parties.from()));
        headers.add(new KeptHeader("To", parties.to()));
        parties.assertedIdentities().forEach(value -> headers.add(new KeptHeader(ASSERTED, value)));
        parties.recordingParticipants().forEach(value -> headers.add(new KeptHeader(PARTICIPANT, value)));
        trunks.forEach(value -> headers.add(new KeptHeader(TRUNK, value)));
        identifiers.forEach((name, value) -> {
            if (!name.equalsIgnoreCase(ASSERTED) && !name.equalsIgnoreCase(PARTICIPANT)) {
                headers.add(new KeptHeader(name, value));
            }
        });
        return headers;
    }

    /** When it arrived; the beginning of the recording. */
    public Instant at() {
        return body.at();
    }
}
