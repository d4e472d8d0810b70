package org.holdfast.media.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.timeline.run.PayloadFormats;

/**
 * Who sends a stream at any time, and so which lane a packet is on. One participant: that participant's lane, also when
 * it moves to another m-line. Several at once or nobody known: the stream's own lane. One thread; counts packets.
 */
final class Bindings {

    /** Metadata that comes right after the begin of a recording, or of a change, holds from there. */
    private static final long SETTLING_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** A lane in the making; becomes a channel if it deserves one. */
    static final class Candidate {
        private final int stream;
        private final long from;
        private final List<String> participants = new ArrayList<>();
        private int streamNow;
        private long packets;

        private Candidate(int stream, long from) {
            this.stream = stream;
            this.from = from;
            streamNow = stream;
        }

        void count() {
            packets++;
        }

        /** The m-line it came on first. */
        int stream() {
            return stream;
        }

        List<String> participants() {
            return participants;
        }

        long packets() {
            return packets;
        }
    }

    private record Span(long from, Candidate candidate) {}

    private final Map<Integer, List<StreamBound>> bounds = new TreeMap<>();
    private final Map<Integer, List<Span>> spans = new TreeMap<>();
    private final Map<String, List<Candidate>> alone = new HashMap<>();
    private final Map<Integer, Candidate> mixed = new HashMap<>();
    private final List<Candidate> candidates = new ArrayList<>();

    Bindings(RecordingFacts facts, PayloadFormats formats) {
        for (int stream : formats.streams()) {
            if (formats.isAudio(stream)) {
                bounds.put(stream, new ArrayList<>());
            }
        }
        long start = RecordingFacts.nanos(facts.startedAt());
        for (StreamBound bound : facts.all(StreamBound.class)) {
            if (formats.isAudio(bound.stream()) && RecordingFacts.nanos(bound.at()) < facts.untilNanos()) {
                settle(bounds.computeIfAbsent(bound.stream(), key -> new ArrayList<>()), bound, start);
            }
        }
        bounds.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(StreamBound::at))
                .forEach(this::bind);
    }

    /** Forgets what no longer held when the recording began. Bound to nobody: the sender before goes on. */
    private static void settle(List<StreamBound> kept, StreamBound bound, long start) {
        if (bound.participants().isEmpty()) {
            return;
        }
        if (RecordingFacts.nanos(bound.at()) <= start + SETTLING_NANOS) {
            kept.clear();
        }
        kept.add(bound);
    }

    private void bind(StreamBound bound) {
        int stream = bound.stream();
        List<Span> known = spans.computeIfAbsent(stream, key -> new ArrayList<>());
        long from = known.isEmpty() ? Long.MIN_VALUE : RecordingFacts.nanos(bound.at());
        Candidate candidate = bound.participants().size() == 1
                ? alone(bound, bound.participants().getFirst())
                : mixed.computeIfAbsent(stream, key -> candidate(stream, bound));
        bound.participants().stream()
                .filter(id -> !candidate.participants.contains(id))
                .forEach(candidate.participants::add);
        known.add(new Span(from, candidate));
    }

    /** A participant bound to two streams at once would be mixed with itself: then it gets a lane on each. */
    private Candidate alone(StreamBound bound, String id) {
        List<Candidate> lanes = alone.computeIfAbsent(id, key -> new ArrayList<>());
        for (Candidate lane : lanes) {
            if (lane.streamNow == bound.stream() || hasLeft(lane, id, bound)) {
                lane.streamNow = bound.stream();
                return lane;
            }
        }
        Candidate made = candidate(bound.stream(), bound);
        lanes.add(made);
        return made;
    }

    private boolean hasLeft(Candidate lane, String id, StreamBound moving) {
        List<String> there = List.of(id);
        for (StreamBound other : bounds.getOrDefault(lane.streamNow, List.of())) {
            if (RecordingFacts.nanos(other.at()) <= RecordingFacts.nanos(moving.at()) + SETTLING_NANOS) {
                there = other.participants();
            }
        }
        return !there.contains(id);
    }

    private Candidate candidate(int stream, StreamBound since) {
        return candidate(stream, RecordingFacts.nanos(since.at()));
    }

    private Candidate candidate(int stream, long from) {
        Candidate made = new Candidate(stream, from);
        candidates.add(made);
        return made;
    }

    /** The lane of what arrived on a stream then. */
    Candidate of(int stream, long arrivalNanos) {
        List<Span> known = spans.computeIfAbsent(
                stream, key -> List.of(new Span(Long.MIN_VALUE, candidate(stream, Long.MIN_VALUE))));
        Candidate found = known.getFirst().candidate();
        for (Span span : known) {
            if (span.from() <= arrivalNanos) {
                found = span.candidate();
            }
        }
        return found;
    }

    /**
     * Lanes in order: by m-line, then by time. A lane without a packet counts only when no other of its stream has one,
     * for then somebody who should be heard is not.
     */
    List<Candidate> lanes() {
        bounds.keySet().forEach(stream -> of(stream, Long.MIN_VALUE));
        return candidates.stream()
                .filter(this::deservesChannel)
                .sorted(Comparator.<Candidate>comparingInt(Candidate::stream).thenComparingLong(lane -> lane.from))
                .toList();
    }

    private boolean deservesChannel(Candidate lane) {
        return lane.packets > 0
                || candidates.stream()
                        .noneMatch(other -> other != lane
                                && other.stream == lane.stream
                                && (other.packets > 0 || other.from > lane.from));
    }
}
