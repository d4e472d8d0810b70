package org.holdfast.web.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSummary;
import org.jspecify.annotations.Nullable;

/** What {@code GET /recordings/{id}} gives: the fields of the list, and what only one recording's reader needs. Immutable. */
public record RecordingDocument(
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
        List<RecordingSummary.Party> participants,
        List<RecordingSummary.Stream> streams,
        List<RecordingSummary.Copy> copies,
        boolean legalHold,
        List<String> tags,
        List<String> warnings,
        String endCause,
        String journal,
        String conversationKey,
        Map<String, String> identifiers,
        List<WorkLine> work) {

    /** A piece of work on this recording: done, waiting, or given up and why. */
    public record WorkLine(
            String kind,
            String state,
            int attempts,
            Instant dueAt,
            @Nullable String because) {}

    /** A gap; {@code stream} is absent when every stream is concerned. */
    public record GapLine(
            @Nullable Integer stream, Instant from, Instant until, long offsetMs, long durationMs, String cause) {}

    /** A point on the timeline. */
    public record EventLine(Instant at, long offsetMs, String kind, String detail) {}

    /** A body as the SRC sent it: text when it is UTF-8, else base64, and {@code encoding} says which. */
    public record SnapshotLine(Instant at, String method, String contentType, String encoding, String body) {}

    static RecordingDocument of(RecordingDetail detail) {
        RecordingSummary s = detail.summary();
        return new RecordingDocument(
                s.id(),
                s.conversationId(),
                s.state(),
                s.verdict(),
                s.verdictReasons(),
                s.node(),
                s.startedAt(),
                s.endedAt(),
                s.durationMs(),
                s.direction(),
                s.participants(),
                s.streams(),
                s.copies(),
                s.legalHold(),
                s.tags(),
                s.warnings(),
                detail.endCause(),
                detail.journal(),
                detail.conversationKey(),
                detail.identifiers(),
                detail.work().stream().map(RecordingDocument::line).toList());
    }

    static Listing<GapLine> gaps(RecordingDetail detail) {
        Instant start = detail.summary().startedAt();
        return Listing.of(detail.gaps().stream()
                .map(gap -> new GapLine(
                        gap.stream() < 0 ? null : gap.stream(),
                        gap.from(),
                        gap.until(),
                        Duration.between(start, gap.from()).toMillis(),
                        Duration.between(gap.from(), gap.until()).toMillis(),
                        gap.cause()))
                .toList());
    }

    static Listing<EventLine> events(RecordingDetail detail) {
        Instant start = detail.summary().startedAt();
        return Listing.of(detail.events().stream()
                .map(event -> new EventLine(
                        event.at(), Duration.between(start, event.at()).toMillis(), event.kind(), event.detail()))
                .toList());
    }

    static Listing<SnapshotLine> snapshots(RecordingDetail detail) {
        return Listing.of(
                detail.snapshots().stream().map(RecordingDocument::line).toList());
    }

    private static WorkLine line(RecordingDetail.Work work) {
        return new WorkLine(
                work.kind().name().toLowerCase(java.util.Locale.ROOT),
                work.state(),
                work.attempts(),
                work.dueAt(),
                work.because());
    }

    private static SnapshotLine line(RecordingDetail.Snapshot snapshot) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(snapshot.body()))
                    .toString();
            return new SnapshotLine(snapshot.at(), snapshot.method(), snapshot.contentType(), "text", text);
        } catch (CharacterCodingException e) {
            String coded = Base64.getEncoder().encodeToString(snapshot.body());
            return new SnapshotLine(snapshot.at(), snapshot.method(), snapshot.contentType(), "base64", coded);
        }
    }
}
