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

    /**
     * A recorded m-line.
     *
     * @param participant AoR (else the name) of who alone sent it; null when unknown or several did
     * @param participants AoR (else the name) of everybody who sent it, in order of time
     */
    public record Stream(
            String label,
            String kind,
            String codec,
            @Nullable String participant,
            List<String> participants) {
        public Stream {
            participants = List.copyOf(participants);
        }

        static Stream sentBy(List<String> senders, String label, String kind, String codec) {
            return new Stream(label, kind, codec, senders.size() == 1 ? senders.getFirst() : null, senders);
        }
    }

    /** A verified copy of the media; {@code audio/wav} is the lossless original, {@code audio/webm} the form that stays. */
    public record Copy(String place, String contentType, Instant verifiedAt, long bytes, String sha256) {}

    public RecordingSummary {
        verdictReasons = List.copyOf(verdictReasons);
        participants = List.copyOf(participants);
        streams = List.copyOf(streams);
        copies = List.copyOf(copies);
        tags = List.copyOf(tags);
        warnings = List.copyOf(warnings);
    }
}
