package org.holdfast.connector.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;

/**
 * What lies in a recorder's directory and in its catalogue.
 *
 * @param announced every announcement, repeats included
 * @param places names of the journals by the directory they lie in
 */
record EndState(Path journals, List<Announced> announced, Map<String, Set<String>> places) {
    private static final List<String> PLACES = List.of("capturing", "sealed", "kept", "quarantine");

    /** One line of the catalogue. */
    record Announced(
            UUID recording,
            String journal,
            String cause,
            String participants,
            String streams,
            String key,
            String times) {
        private static Announced of(String line) {
            String[] words = line.split("\\|", -1);
            return new Announced(UUID.fromString(words[0]), words[1], words[2], words[3], words[4], words[5], words[6]);
        }

        /** What does not depend on when and how the call ended. */
        String facts() {
            return participants + " " + streams + " " + key;
        }
    }

    /** What a journal says and holds. */
    record Contents(List<JournalEntry> facts, long datagrams, long distinct) {}

    static EndState of(Path home) throws IOException {
        Path catalogue = home.resolve("catalogue");
        List<Announced> announced = Files.exists(catalogue)
                ? Files.readAllLines(catalogue).stream().map(Announced::of).toList()
                : List.of();
        Path journals = home.resolve("journal");
        Map<String, Set<String>> places = new TreeMap<>();
        for (String place : PLACES) {
            places.put(place, namesIn(journals.resolve(place)));
        }
        return new EndState(journals, announced, places);
    }

    private static Set<String> namesIn(Path place) throws IOException {
        if (!Files.exists(place)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains(".journal"))
                    .filter(name -> name.endsWith(".journal") || place.endsWith("quarantine"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /** Nothing runs and nothing waits. */
    boolean settled() {
        return in("capturing").isEmpty() && in("sealed").isEmpty();
    }

    Set<String> in(String place) {
        return places.getOrDefault(place, Set.of());
    }

    /** Every announcement of recordings of which this AoR is part. */
    List<Announced> of(Collection<String> aors) {
        return announced.stream()
                .filter(one -> aors.stream().allMatch(one.participants()::contains))
                .toList();
    }

    Path file(String journal) {
        return PLACES.stream()
                .map(place -> journals.resolve(place).resolve(journal))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new AssertionError("journal " + journal + " is nowhere"));
    }

    Contents contents(String journal) throws IOException {
        return contents(file(journal));
    }

    static Contents contents(Path journal) throws IOException {
        Counting counting = new Counting();
        JournalReader.read(journal, counting);
        return new Contents(List.copyOf(counting.facts), counting.datagrams, counting.seen.size());
    }

    private static final class Counting implements JournalVisitor {
        private final List<JournalEntry> facts = new java.util.ArrayList<>();
        private final Set<String> seen = new HashSet<>();
        private long datagrams;

        @Override
        public void entry(JournalEntry entry) {
            facts.add(entry);
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            if (!control) {
                datagrams++;
                seen.add(stream + " " + datagram.getInt(datagram.position() + 8) + " "
                        + datagram.getShort(datagram.position() + 2));
            }
        }
    }

    /** The bytes of every journal that is finished. */
    Map<String, Integer> finishedJournals() throws IOException {
        Map<String, Integer> digests = new HashMap<>();
        for (String place : List.of("sealed", "kept")) {
            for (String name : in(place)) {
                digests.put(
                        name, ByteBuffer.wrap(Files.readAllBytes(file(name))).hashCode());
            }
        }
        return digests;
    }
}
