package org.holdfast.search;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of recordings. Immutable; its components are the fields of {@code GET /recordings}.
 *
 * @param verdict null until finalised
 */
public record RecordingSummary(
        UUID id,
        UUID conversationId,
        RecordingState state,
        @Nullable Verdict verdict,
        List<String> verdictReasons,
        String node,
        Instant startedAt,
        Instant endedAt,
        long durationMs,
        String direction,
        List<Party> participants,
        List<Stream> streams,
        List<Copy> copies,
        boolean legalHold,
        List<String> tags,
        List<String> warnings) {

    /** A participant; {@code channel} is its lane in the media, null when it has none (yet). */
    public record Party(
            String aor, String name, String role, @Nullable Integer channel) {}

    /** A recorded m-line; {@code participant} is the AoR (else the name) of who sent it, null when unknown or mixed. */
    public record Stream(
            String label,
            String kind,
            String codec,
            @Nullable String participant) {}

    /** A verified copy of the media. */
    public record Copy(String place, Instant verifiedAt, long bytes, String sha256) {}

    public RecordingSummary {
        verdictReasons = List.copyOf(verdictReasons);
        participants = List.copyOf(participants);
        streams = List.copyOf(streams);
        copies = List.copyOf(copies);
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }
}
