package org.holdfast.search;

import static java.util.stream.Collectors.groupingBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.jspecify.annotations.Nullable;

/** Rows as the queries of {@link RecordingSearch} bring them, and how a summary is put together from them. */
final class Heads {
    private Heads() {}

    /** A recording without its parts. */
    record Head(
            UUID id,
            UUID conversationId,
            RecordingState state,
            @Nullable Verdict verdict,
            List<String> verdictReasons,
            String node,
            Instant startedAt,
            Instant endedAt,
            Long durationMs,
            String direction,
            List<String> warnings) {}

    /** A participant of one of them. */
    record PartyRow(
            UUID recordingId,
            String sourceId,
            String aor,
            String name,
            String role,
            @Nullable Integer channel) {}

    /** A stream of one of them. */
    record StreamRow(UUID recordingId, String label, String kind, String codec, List<String> participants) {}

    /** A copy of the media of one of them. */
    record CopyRow(UUID recordingId, String place, String contentType, Instant verifiedAt, Long bytes, String sha256) {}

    /** The parts of all recordings of a page. */
    record Parts(
            Map<UUID, List<PartyRow>> parties,
            Map<UUID, List<StreamRow>> streams,
            Map<UUID, List<CopyRow>> copies,
            Map<UUID, List<TagRow>> tags) {
        static Parts of(List<PartyRow> parties, List<StreamRow> streams, List<CopyRow> copies, List<TagRow> tags) {
            return new Parts(
                    parties.stream().collect(groupingBy(PartyRow::recordingId)),
                    streams.stream().collect(groupingBy(StreamRow::recordingId)),
                    copies.stream().collect(groupingBy(CopyRow::recordingId)),
                    tags.stream().collect(groupingBy(TagRow::recordingId)));
        }
    }

    /** A tag of one of them. */
    record TagRow(UUID recordingId, String tag) {}

    static RecordingSummary summary(Head head, Parts parts, boolean held) {
        List<PartyRow> parties = parts.parties().getOrDefault(head.id(), List.of());
        return new RecordingSummary(
                head.id(),
                head.conversationId(),
                head.state(),
                head.verdict(),
                head.verdictReasons(),
                head.node(),
                head.startedAt(),
                head.endedAt(),
                head.durationMs(),
                head.direction(),
                parties.stream()
                        .map(p -> new RecordingSummary.Party(p.aor(), p.name(), p.role(), p.channel()))
                        .toList(),
                parts.streams().getOrDefault(head.id(), List.of()).stream()
                        .map(s -> RecordingSummary.Stream.sentBy(senders(s, parties), s.label(), s.kind(), s.codec()))
                        .toList(),
                parts.copies().getOrDefault(head.id(), List.of()).stream()
                        .map(c -> new RecordingSummary.Copy(
                                c.place(), c.contentType(), c.verifiedAt(), c.bytes(), c.sha256()))
                        .toList(),
                held,
                parts.tags().getOrDefault(head.id(), List.of()).stream()
                        .map(TagRow::tag)
                        .toList(),
                head.warnings());
    }

    /** Everybody who sent the stream, in order of time. */
    private static List<String> senders(StreamRow stream, List<PartyRow> parties) {
        return stream.participants().stream()
                .flatMap(id -> parties.stream()
                        .filter(party -> party.sourceId().equals(id))
                        .limit(1))
                .map(party -> party.aor().isEmpty() ? party.name() : party.aor())
                .distinct()
                .toList();
    }
}
