package org.holdfast.connector.api;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A recording that is being captured, as it stands now. Immutable; goes through the cluster cache, hence serialisable.
 *
 * @param recordingSessionId the Recording Session it is part of, after which its journal is named
 * @param node name of the node that records it
 * @param onHold the SRC holds every stream (inactive)
 * @param paused the recorder discards media on request
 * @param packets RTP packets kept so far
 * @param onDemand it is discarded at its end unless somebody asks to keep it
 */
public record LiveRecording(
        UUID recordingId,
        UUID recordingSessionId,
        String node,
        String conversationKey,
        Instant startedAt,
        List<Party> parties,
        boolean onHold,
        boolean paused,
        long packets,
        boolean onDemand)
        implements Serializable {

    /** Who takes part now. */
    public record Party(String aor, String name) implements Serializable {}

    public LiveRecording {
        parties = List.copyOf(parties);
    }

    /** One that is kept whatever happens. */
    public LiveRecording(
            UUID recordingId,
            UUID recordingSessionId,
            String node,
            String conversationKey,
            Instant startedAt,
            List<Party> parties,
            boolean onHold,
            boolean paused,
            long packets) {
        this(
                recordingId,
                recordingSessionId,
                node,
                conversationKey,
                startedAt,
                parties,
                onHold,
                paused,
                packets,
                false);
    }

    /** The same, paused or not. */
    public LiveRecording withPaused(boolean now) {
        return new LiveRecording(
                recordingId,
                recordingSessionId,
                node,
                conversationKey,
                startedAt,
                parties,
                onHold,
                now,
                packets,
                onDemand);
    }

    /** The same with another count of packets. */
    public LiveRecording withPackets(long counted) {
        return new LiveRecording(
                recordingId,
                recordingSessionId,
                node,
                conversationKey,
                startedAt,
                parties,
                onHold,
                paused,
                counted,
                onDemand);
    }
}
