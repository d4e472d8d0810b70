package org.holdfast.connector.siprec;

import java.time.Instant;
import java.util.List;
import org.holdfast.connector.api.Participant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation inside the Recording Session as far as metadata told (RFC 7865 §6.3). Immutable.
 *
 * @param id opaque; empty when the SRC gave none
 * @param groupId its CS Group, empty when none was named
 * @param sipSessionIds values of sipSessionID
 * @param startedAt as metadata says, else when the recorder learned of it
 * @param stoppedAt null while it runs
 * @param participants everybody who ever took part, in the order they appeared; who left has {@code leftAt}
 */
public record CommunicationSession(
        String id,
        String groupId,
        List<String> sipSessionIds,
        Instant startedAt,
        @Nullable Instant stoppedAt,
        List<Participant> participants) {

    public CommunicationSession {
        sipSessionIds = List.copyOf(sipSessionIds);
        participants = List.copyOf(participants);
    }

    public boolean running() {
        return stoppedAt == null;
    }

    /** What recordings of one conversation share: the group, else the SIP session id; empty when neither is known. */
    public String conversationKey() {
        if (!groupId.isEmpty()) {
            return groupId;
        }
        return sipSessionIds.isEmpty() ? "" : sipSessionIds.getFirst();
    }
}
