package org.holdfast.recording;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.holdfast.recording.row.StoredText;

/**
 * What finalising made of a journal. Immutable. Given to {@link Recordings#finalised}; giving the same again changes nothing.
 *
 * @param reasons why the verdict is not {@link Verdict#COMPLETE}, and what else a listener should know, one sentence each
 * @param lanes in channel order
 */
public record FinalisedMedia(
        Verdict verdict,
        List<String> reasons,
        Duration duration,
        List<Lane> lanes,
        List<Absence> gaps,
        List<Event> events,
        List<MediaCopy> files) {

    /**
     * One channel of the media.
     *
     * @param stream m-line number
     * @param participants ids of the {@link RecordingFacts.Party} heard on it: none when unknown, several when mixed
     * @param codec encoding that really carried the lane, e.g. {@code PCMA}
     */
    public record Lane(int channel, int stream, List<String> participants, String codec) {
        public Lane {
            participants = List.copyOf(participants);
        }
    }

    /**
     * A gap: known absence.
     *
     * @param stream m-line number, or -1 when every stream is concerned
     * @param cause {@code loss}, {@code hold}, {@code pause}, {@code interruption}, …
     */
    public record Absence(int stream, Instant from, Instant until, String cause) {
        /** Kept to the microsecond, as the database keeps it, so that a repeat finds the same. */
        public Absence {
            from = from.truncatedTo(ChronoUnit.MICROS);
            until = until.truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** A point on the timeline, e.g. kind {@code joined}, {@code hold}, {@code dtmf}. */
    public record Event(Instant at, String kind, String detail) {
        /** Kept as the database keeps it, so that a repeat finds the same. */
        public Event {
            at = at.truncatedTo(ChronoUnit.MICROS);
            detail = StoredText.of(detail);
        }
    }

    public FinalisedMedia {
        reasons = List.copyOf(reasons);
        lanes = List.copyOf(lanes);
        gaps = List.copyOf(gaps);
        events = List.copyOf(events);
        files = List.copyOf(files);
    }
}
