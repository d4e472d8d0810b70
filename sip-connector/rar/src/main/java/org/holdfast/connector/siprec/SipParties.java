package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.connector.api.Participant;

/**
 * Participants told by SIP headers, for the time before metadata comes and for SRCs that never send any. Immutable.
 *
 * @param byStream participant ids by m-line index, where a header says so
 * @param conversationKey what the SIP calls of one conversation share, empty when no header says
 */
public record SipParties(List<Participant> participants, Map<Integer, List<String>> byStream, String conversationKey) {

    /**
     * Values of the INVITE's headers as they came; empty text and empty lists for what it has not.
     *
     * @param recordingParticipants values of {@code X-Cisco-Recording-Participant}
     */
    public record Headers(
            String from, String to, List<String> assertedIdentities, List<String> recordingParticipants) {}

    public SipParties {
        participants = List.copyOf(participants);
        byStream = Map.copyOf(byStream);
    }

    public static SipParties of(Headers headers, Instant at) {
        return new SipParties(List.of(), Map.of(), "");
    }
}
