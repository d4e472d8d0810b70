package org.holdfast.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.holdfast.rulebook.AddressKeys;
import org.jspecify.annotations.Nullable;

/**
 * Pairs expected calls with recordings, each with one at most. A shared key decides; without one, who talked and when: all
 * participants that are named must have taken part, and of several candidates the nearest in time is taken, over all pairs.
 * Pure; used by one thread.
 */
final class Matching {
    private final Duration tolerance;
    private final List<ExpectedCall> expected;
    private final Map<Long, HeldCall> pairs = new HashMap<>();
    private final Set<UUID> taken = new HashSet<>();
    private final NavigableMap<Instant, List<HeldCall>> byTime = new TreeMap<>();
    private final Map<String, List<HeldCall>> byIdentifier = new HashMap<>();

    private record Candidate(ExpectedCall expected, HeldCall held, Duration apart) {}

    Matching(List<ExpectedCall> expected, List<HeldCall> held, Duration tolerance) {
        this.expected = expected;
        this.tolerance = tolerance;
        for (HeldCall call : held) {
            byTime.computeIfAbsent(call.at(), at -> new ArrayList<>()).add(call);
            call.identifiers()
                    .forEach(key -> byIdentifier
                            .computeIfAbsent(key, k -> new ArrayList<>())
                            .add(call));
        }
        pairByKey();
        pairByPeople();
    }

    /** The recording of that call, null when nobody recorded it. */
    @Nullable
    HeldCall of(ExpectedCall call) {
        return pairs.get(call.line());
    }

    /** Recordings of conversations of which nothing was expected, in order of time. */
    List<HeldCall> unexpected() {
        Set<UUID> conversations = new HashSet<>();
        pairs.values().forEach(held -> conversations.add(held.conversation()));
        return byTime.values().stream()
                .flatMap(List::stream)
                .filter(held -> !taken.contains(held.id()) && !conversations.contains(held.conversation()))
                .toList();
    }

    private void pairByKey() {
        List<Candidate> candidates = new ArrayList<>();
        for (ExpectedCall call : expected) {
            if (!call.callId().isEmpty()) {
                byIdentifier
                        .getOrDefault(call.callId(), List.of())
                        .forEach(held -> candidates.add(new Candidate(call, held, apart(call, held))));
            }
        }
        pair(candidates);
    }

    private void pairByPeople() {
        List<Candidate> candidates = new ArrayList<>();
        for (ExpectedCall call : expected) {
            if (!pairs.containsKey(call.line())
                    && !(call.from().isEmpty() && call.to().isEmpty())) {
                byTime.subMap(call.at().minus(tolerance), true, call.at().plus(tolerance), true)
                        .values()
                        .forEach(those -> those.stream()
                                .filter(held -> tookPart(call.from(), held) && tookPart(call.to(), held))
                                .forEach(held -> candidates.add(new Candidate(call, held, apart(call, held)))));
            }
        }
        pair(candidates);
    }

    private void pair(List<Candidate> candidates) {
        candidates.sort(Comparator.comparing(Candidate::apart)
                .thenComparing(candidate -> candidate.expected().line()));
        for (Candidate candidate : candidates) {
            if (!pairs.containsKey(candidate.expected().line())
                    && taken.add(candidate.held().id())) {
                pairs.put(candidate.expected().line(), candidate.held());
            }
        }
    }

    private static Duration apart(ExpectedCall call, HeldCall held) {
        return Duration.between(call.at(), held.at()).abs();
    }

    /** With a host the exact address, without one any host, as everywhere (docs/adr/0036). */
    private static boolean tookPart(String address, HeldCall held) {
        List<String> keys = AddressKeys.of(address);
        return address.isEmpty() || (!keys.isEmpty() && held.keys().contains(keys.getFirst()));
    }
}
