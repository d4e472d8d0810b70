package org.holdfast.connector.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A recording whose journal is closed and durable: all the catalogue needs, rebuilt from the journal alone when the
 * recorder restarts. Immutable.
 *
 * @param recordingId UUIDv7, given by the recorder at the INVITE
 * @param journal file name in the journal directory that holds the media; stays valid until media is verified elsewhere
 * @param node name of the node that recorded, the owner of the facts
 * @param conversationKey what joins recordings of one conversation: CS group id, else the CS id, else the Call-ID
 * @param direction {@code inbound}, {@code outbound}, {@code internal} or empty when unknown
 * @param identifiers correlation keys by name: Call-ID, session id, Session-ID, UCID, vendor fields
 * @param warnings oddities of metadata or SDP, one sentence each
 * @param snapshots every raw body in order of arrival
 */
public record SealedRecording(
        UUID recordingId,
        String journal,
        String node,
        String conversationKey,
        String direction,
        Instant startedAt,
        Instant endedAt,
        EndCause endCause,
        List<Participant> participants,
        List<MediaStream> streams,
        Map<String, String> identifiers,
        List<String> warnings,
        List<MetadataSnapshot> snapshots) {

    public SealedRecording {
        participants = List.copyOf(participants);
        streams = List.copyOf(streams);
        identifiers = Map.copyOf(identifiers);
        warnings = List.copyOf(warnings);
        snapshots = List.copyOf(snapshots);
    }
}
