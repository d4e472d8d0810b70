package org.holdfast.connector.session;

import java.time.Instant;
import java.util.Map;
import org.holdfast.connector.siprec.SipParties;

/**
 * An INVITE that asks for a Recording Session, free of SIP. The arrays are not copied; do not write to them.
 *
 * @param callId Call-ID of the Recording Session's dialog
 * @param body what it carried
 * @param parties headers that tell who talks, for the time before metadata comes
 * @param identifiers correlation keys found in headers, by name
 * @param dialog the dialog as the sip layer serialises it
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes; equality is never asked for
public record RecordingInvite(
        String callId,
        SessionRequest body,
        SipParties.Headers parties,
        Map<String, String> identifiers,
        byte[] dialog) {

    public RecordingInvite {
        identifiers = Map.copyOf(identifiers);
    }

    /** When it arrived; the beginning of the recording. */
    public Instant at() {
        return body.at();
    }
}
