package org.holdfast.web.portal;

import static java.util.stream.Collectors.toList;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The recordings of one conversation on one timeline, each participant on one lane. What was not recorded between two of
 * them is shortened to {@link #LONGEST_BREAK}: nobody waits for it. Immutable.
 */
public record Tape(List<Part> parts, List<Lane> lanes, List<Timeline.Entry> events, long durationMillis) {
    static final Duration LONGEST_BREAK = Duration.ofSeconds(15);
    private static final int COLOURS = 6;

    /**
     * A recording and its place.
     *
     * @param lanes on which lane each of its channels is
     */
    public record Part(RecordingPage recording, long fromMillis, List<Integer> lanes) {
        public String id() {
            return recording.id().toString();
        }

        long untilMillis() {
            return fromMillis + recording.durationMillis();
        }

        /** When on the tape it begins, for the list of parts. */
        public String at() {
            return Durations.clock(Duration.ofMillis(fromMillis));
        }
    }

    /** One participant; several who share a line share a lane. */
    public record Lane(int number, int colour, String name, String address, String muteLabel, String volumeLabel) {}

    /** A moment of the tape as a moment of one of its recordings. */
    public record Place(UUID recordingId, Duration at) {}

    public Tape {
        parts = List.copyOf(parts);
        lanes = List.copyOf(lanes);
        events = List.copyOf(events);
    }

    /** Puts the recordings, which are in order of time, behind and beside each other. */
    static Tape of(List<RecordingPage> recordings) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        List<Lane> lanes = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        List<Timeline.Entry> events = new ArrayList<>();
        long cut = 0;
        long reached = 0;
        for (RecordingPage recording : recordings) {
            long start = recording.started().epochMillis()
                    - recordings.getFirst().started().epochMillis()
                    - cut;
            long unrecorded = start - reached;
            if (!parts.isEmpty() && unrecorded > 0) {
                long left = Math.min(unrecorded, LONGEST_BREAK.toMillis());
                cut += unrecorded - left;
                start = reached + left;
                events.add(Timeline.Entry.unrecorded(reached, start, Duration.ofMillis(unrecorded)));
            }
            List<Integer> places = recording.lanes().stream()
                    .map(lane -> numbers.computeIfAbsent(lane.name() + '\n' + lane.address(), unknown -> {
                        lanes.add(lane(lanes.size(), lane));
                        return lanes.size() - 1;
                    }))
                    .toList();
            Part part = new Part(recording, start, places);
            parts.add(part);
            recording.events().forEach(event -> events.add(event.later(part.fromMillis())));
            reached = Math.max(reached, part.untilMillis());
        }
        events.sort(Comparator.comparingLong(Timeline.Entry::fromMillis));
        return new Tape(parts, lanes, events, reached);
    }

    private static Lane lane(int number, RecordingPage.Lane of) {
        return new Lane(
                number,
                number % COLOURS + 1,
                of.name(),
                of.address(),
                of.muteLabel(),
                Texts.of("player.volume", of.name()));
    }

    public boolean playable() {
        return parts.stream().anyMatch(part -> part.recording().playable());
    }

    /** Whether there is more than one recording. */
    public boolean several() {
        return parts.size() > 1;
    }

    public String duration() {
        return Durations.length(durationMillis);
    }

    public long durationSeconds() {
        return (durationMillis + 500) / 1000;
    }

    /** Where a recording begins on it. */
    public Optional<Part> part(UUID recordingId) {
        return parts.stream()
                .filter(part -> part.recording().id().equals(recordingId))
                .findFirst();
    }

    /** Which recording is heard at that moment: the last one that has begun. */
    Place place(Duration at) {
        Part heard =
                parts.stream().filter(part -> part.fromMillis() <= at.toMillis()).collect(toList()).reversed().stream()
                        .findFirst()
                        .orElse(parts.getFirst());
        long within = Math.clamp(
                at.toMillis() - heard.fromMillis(), 0, heard.recording().durationMillis());
        return new Place(heard.recording().id(), Duration.ofMillis(within));
    }

    /** For the player: where each recording lies, and what draws it. */
    public String json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Part part : parts) {
            JsonArrayBuilder places = Json.createArrayBuilder();
            part.lanes().forEach(places::add);
            var object = Json.createObjectBuilder()
                    .add("id", part.id())
                    .add("from", part.fromMillis())
                    .add("length", part.recording().durationMillis())
                    .add("lanes", places);
            if (part.recording().drawable()) {
                object.add("peaks", part.recording().peaksHref());
            }
            all.add(object);
        }
        return all.build().toString();
    }

    /** Who takes part, over all recordings. */
    public Stream<String> names() {
        return lanes.stream().map(Lane::name);
    }
}
