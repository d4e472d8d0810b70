package org.holdfast.recording;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the node that recorded knows of a call when it is over. Immutable, owned by that node for ever.
 *
 * @param journal file name in that node's journal directory
 * @param conversationKey what joins recordings of one conversation
 * @param direction {@code inbound}, {@code outbound}, {@code internal} or empty
 * @param endCause name of the connector's EndCause
 * @param identifiers correlation keys by name
 * @param warnings oddities of metadata or SDP, one sentence each
 */
public record RecordingFacts(
        UUID id,
        String node,
        String journal,
        String conversationKey,
        String direction,
        Instant startedAt,
        Instant endedAt,
        String endCause,
        List<Party> participants,
        List<Stream> streams,
        Map<String, String> identifiers,
        List<String> warnings) {

    /** One participant (RFC 7865 §6.5); {@code id} is the SRC's own, unique within the recording. */
    public record Party(
            String id,
            String aor,
            String name,
            String role,
            Instant joinedAt,
            @Nullable Instant leftAt) {}

    /** One recorded m-line, by its number in the SDP; {@code participants} are ids of {@link Party}. */
    public record Stream(
            int number, String label, String kind, String codec, int clockRate, List<String> participants) {
        public Stream {
            participants = List.copyOf(participants);
        }
    }

    /** A SIP body as it came. The array is not copied; do not write to it. */
    @SuppressWarnings("ArrayRecordComponent") // raw evidence; equality is never asked for
    public record Body(Instant at, String method, String contentType, byte[] body) {}

    public RecordingFacts {
        participants = List.copyOf(participants);
        streams = List.copyOf(streams);
        identifiers = Map.copyOf(identifiers);
        warnings = List.copyOf(warnings);
    }
}
