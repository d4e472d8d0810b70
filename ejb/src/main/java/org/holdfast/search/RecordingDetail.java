package org.holdfast.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.holdfast.work.WorkKind;
import org.jspecify.annotations.Nullable;

/** One recording with all that is known of it, down to its journal and its work. Immutable. */
public record RecordingDetail(
        RecordingSummary summary,
        String endCause,
        String journal,
        String conversationKey,
        List<Gap> gaps,
        List<Event> events,
        List<Snapshot> snapshots,
        Map<String, String> identifiers,
        List<Work> work) {

    /** A gap; {@code stream} is the m-line number, or -1 for all. */
    public record Gap(int stream, Instant from, Instant until, String cause) {}

    /** A point on the timeline. */
    public record Event(Instant at, String kind, String detail) {}

    /** A SIP body as it came. The array is not copied; do not write to it. */
    @SuppressWarnings("ArrayRecordComponent") // raw evidence; equality is never asked for
    public record Snapshot(Instant at, String method, String contentType, byte[] body) {}

    /** A work item; {@code state} is {@code waiting}, {@code running}, {@code done} or {@code given-up}. */
    public record Work(
            WorkKind kind,
            String state,
            int attempts,
            Instant dueAt,
            @Nullable String because) {}

    public RecordingDetail {
        gaps = List.copyOf(gaps);
        events = List.copyOf(events);
        snapshots = List.copyOf(snapshots);
        identifiers = Map.copyOf(identifiers);
        work = List.copyOf(work);
    }
}
