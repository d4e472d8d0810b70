package org.holdfast.connector.session.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.api.MediaStream;
import org.holdfast.connector.api.MetadataSnapshot;
import org.holdfast.connector.api.Participant;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.BodyKept;
import org.holdfast.media.journal.JournalEntry.Identified;
import org.holdfast.media.journal.JournalEntry.ParticipantLeft;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalEntry.Warned;

/** What the facts read so far add up to. */
final class KnownFacts {
    private static final Set<String> NO_MEDIA = Set.of("telephone-event", "cn", "red", "tone");

    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final Map<Integer, StreamDescribed> streams = new LinkedHashMap<>();
    private final Map<Integer, Set<String>> senders = new LinkedHashMap<>();
    private final Map<Integer, StreamBound> sendersNow = new LinkedHashMap<>();
    private final Map<String, String> identifiers = new LinkedHashMap<>();
    private final List<Warned> warnings = new ArrayList<>();
    private final List<BodyKept> bodies = new ArrayList<>();

    void add(JournalEntry entry) {
        switch (entry) {
            case ParticipantSeen seen -> participants.merge(seen.id(), joined(seen), KnownFacts::renamed);
            case ParticipantLeft left ->
                participants.computeIfPresent(left.id(), (id, participant) -> gone(participant, left.at()));
            case StreamDescribed described -> streams.put(described.stream(), described);
            case StreamBound bound -> bound(bound);
            case Identified identified -> identifiers.merge(identified.name(), identified.value(), KnownFacts::listed);
            case Warned warned -> warnings.add(warned);
            case BodyKept body -> bodies.add(body);
            default -> {
                // says nothing about the catalogue's facts
            }
        }
    }

    /** A copy for a recording that begins: who left before is not part of it, nor what was said before. */
    KnownFacts asOf(Instant start) {
        KnownFacts copy = new KnownFacts();
        participants.forEach((id, participant) -> {
            if (participant.leftAt() == null) {
                copy.participants.put(id, participant);
            }
        });
        copy.streams.putAll(streams);
        sendersNow.values().stream()
                .filter(bound -> copy.participants.keySet().containsAll(bound.participants()))
                .forEach(copy::bound);
        copy.identifiers.putAll(identifiers);
        warnings.stream().filter(warned -> !warned.at().isBefore(start)).forEach(copy.warnings::add);
        bodies.stream().filter(body -> !body.at().isBefore(start)).forEach(copy.bodies::add);
        return copy;
    }

    /** Who took part. Who left at the very moment of joining was a stand-in that metadata replaced. */
    List<Participant> participants(Instant start) {
        return participants.values().stream()
                .filter(participant ->
                        participant.leftAt() == null || participant.leftAt().isAfter(participant.joinedAt()))
                .map(participant -> joinedNotBefore(participant, start))
                .toList();
    }

    List<MediaStream> streams() {
        return streams.values().stream().map(this::stream).toList();
    }

    Map<String, String> identifiers() {
        return Map.copyOf(identifiers);
    }

    List<String> warnings() {
        return warnings.stream().map(Warned::sentence).distinct().toList();
    }

    List<MetadataSnapshot> snapshots() {
        return bodies.stream()
                .map(body -> new MetadataSnapshot(body.at(), body.method(), body.contentType(), body.body()))
                .toList();
    }

    private void bound(StreamBound bound) {
        StreamBound before = sendersNow.put(bound.stream(), bound);
        Set<String> all = senders.computeIfAbsent(bound.stream(), stream -> new LinkedHashSet<>());
        if (before != null && !bound.at().isAfter(before.at())) {
            all.removeAll(before.participants()); // the earlier one is superseded from its beginning on
        }
        all.addAll(bound.participants());
    }

    private MediaStream stream(StreamDescribed described) {
        PayloadFormat media = described.formats().stream()
                .filter(format -> !NO_MEDIA.contains(format.encoding().toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElse(new PayloadFormat(-1, "", 0, 1, ""));
        return new MediaStream(
                described.stream(),
                described.label(),
                described.kind(),
                media.encoding(),
                media.clockRate(),
                List.copyOf(senders.getOrDefault(described.stream(), Set.of())));
    }

    /** Several keys of one name, e.g. of two Communication Sessions. */
    private static String listed(String before, String value) {
        return List.of(before.split(", ")).contains(value) ? before : before + ", " + value;
    }

    private static Participant joined(ParticipantSeen seen) {
        return new Participant(seen.id(), seen.aor(), seen.name(), seen.role(), seen.at(), null);
    }

    private static Participant renamed(Participant before, Participant now) {
        return new Participant(now.id(), now.aor(), now.name(), now.role(), before.joinedAt(), null);
    }

    private static Participant gone(Participant participant, Instant at) {
        return new Participant(
                participant.id(),
                participant.aor(),
                participant.name(),
                participant.role(),
                participant.joinedAt(),
                at);
    }

    private static Participant joinedNotBefore(Participant participant, Instant start) {
        return participant.joinedAt().isBefore(start)
                ? new Participant(
                        participant.id(),
                        participant.aor(),
                        participant.name(),
                        participant.role(),
                        start,
                        participant.leftAt())
                : participant;
    }
}
