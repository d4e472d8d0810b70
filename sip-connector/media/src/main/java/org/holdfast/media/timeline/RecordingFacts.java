package org.holdfast.media.timeline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.DialogKept;
import org.holdfast.media.journal.JournalEntry.GapKnown;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalVisitor;

/**
 * What a journal says of one recording apart from media. Immutable.
 *
 * @param endCause name of an EndCause of the connector api; {@code CRASH} when the journal has no end
 * @param fromNanos arrivals before this (nanoseconds since 1970) belong to an earlier recording of the same journal
 * @param untilNanos arrivals from here on belong to a later one
 * @param entries all facts that matter to a timeline, in file order, also those older than the recording
 */
public record RecordingFacts(
        Instant startedAt,
        Instant endedAt,
        String endCause,
        long fromNanos,
        long untilNanos,
        List<JournalEntry> entries) {

    /** Packets still in flight when a Communication Session ends are its own for this long. */
    private static final long IN_FLIGHT_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    public RecordingFacts {
        entries = List.copyOf(entries);
    }

    /** First pass over the journal. */
    public static RecordingFacts of(UUID recordingId, JournalReplay journal) throws IOException {
        Collector collector = new Collector();
        journal.show(collector);
        return cut(recordingId, collector.entries, collector.lastArrivalNanos);
    }

    private static RecordingFacts cut(UUID id, List<JournalEntry> entries, long lastArrivalNanos) {
        Instant first = entries.isEmpty()
                ? instant(lastArrivalNanos)
                : entries.getFirst().at();
        Instant startedAt = of(entries, RecordingStarted.class)
                .filter(started -> started.recordingId().equals(id))
                .map(JournalEntry::at)
                .findFirst()
                .orElse(first);
        JournalEntry end = Stream.concat(
                        of(entries, RecordingEnded.class)
                                .filter(ended -> ended.recordingId().equals(id)),
                        of(entries, SessionEnded.class))
                .findFirst()
                .orElseGet(() -> new SessionEnded(latest(entries, lastArrivalNanos), "CRASH"));
        String cause = end instanceof RecordingEnded ended ? ended.cause() : ((SessionEnded) end).cause();
        boolean earlier = others(entries, id).anyMatch(other -> other.at().isBefore(startedAt));
        boolean later = others(entries, id)
                .anyMatch(other -> !other.at().isBefore(end.at()) && other.at().isAfter(startedAt));
        return new RecordingFacts(
                startedAt,
                end.at(),
                cause,
                earlier ? nanos(startedAt) : Long.MIN_VALUE,
                later ? until(entries, id, end.at()) : Long.MAX_VALUE,
                entries);
    }

    private static long until(List<JournalEntry> entries, UUID id, Instant end) {
        long next = others(entries, id)
                .filter(other -> !other.at().isBefore(end))
                .mapToLong(other -> nanos(other.at()))
                .min()
                .orElse(Long.MAX_VALUE);
        return Math.min(next, nanos(end) + IN_FLIGHT_NANOS);
    }

    private static Stream<RecordingStarted> others(List<JournalEntry> entries, UUID id) {
        return of(entries, RecordingStarted.class)
                .filter(started -> !started.recordingId().equals(id));
    }

    private static Instant latest(List<JournalEntry> entries, long lastArrivalNanos) {
        Instant arrival = instant(lastArrivalNanos);
        return entries.stream()
                .map(JournalEntry::at)
                .filter(arrival::isBefore)
                .max(Instant::compareTo)
                .orElse(arrival);
    }

    private static <T extends JournalEntry> Stream<T> of(List<JournalEntry> entries, Class<T> kind) {
        return entries.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** Facts of one kind, in file order. */
    public <T extends JournalEntry> List<T> all(Class<T> kind) {
        return of(entries, kind).toList();
    }

    /** Whether a datagram that arrived then is this recording's. */
    boolean owns(long arrivalNanos) {
        return arrivalNanos >= fromNanos && arrivalNanos < untilNanos;
    }

    /** When the recorder was first away during this recording, in nanoseconds since 1970; {@link Long#MAX_VALUE} when never. */
    long firstAbsence() {
        return all(GapKnown.class).stream()
                .filter(gap -> gap.until().isAfter(startedAt) && gap.at().isBefore(endedAt))
                .mapToLong(gap -> Math.max(nanos(gap.at()), nanos(startedAt)))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    static long nanos(Instant instant) {
        return TimeUnit.SECONDS.toNanos(instant.getEpochSecond()) + instant.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(0, nanos);
    }

    private static final class Collector implements JournalVisitor {
        private final List<JournalEntry> entries = new ArrayList<>();
        private long lastArrivalNanos;

        @Override
        public void entry(JournalEntry entry) {
            if (!(entry instanceof BodyKept) && !(entry instanceof DialogKept)) {
                entries.add(entry);
            }
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            lastArrivalNanos = Math.max(lastArrivalNanos, arrivalNanos);
        }
    }
}
