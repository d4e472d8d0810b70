package org.holdfast.web.portal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.search.RecordingSummary;

/**
 * Who speaks with whom, in words for one line: the caller first where that is known, the others counted. Immutable.
 *
 * @param relation what the arrow says to those who do not see it
 * @param addresses the two addresses, and how many more take part
 */
public record Parties(String first, String arrow, String relation, String second, String addresses) {

    /** One of them. */
    record Person(String name, String aor, String role) {
        /** The name, or the address where no name was sent. */
        String shown() {
            return name.isBlank() ? address() : name.strip();
        }

        /** The address without what only machines need: scheme, angle brackets, parameters. */
        String address() {
            String bare = aor.strip().replaceFirst("^<(.*)>$", "$1").replaceFirst("(?i)^(sips?|tel):", "");
            int end = bare.indexOf(';');
            return end < 0 ? bare : bare.substring(0, end);
        }
    }

    public static Parties recorded(List<RecordingSummary.Party> participants) {
        return of(participants.stream()
                .map(p -> new Person(p.name(), p.aor(), p.role()))
                .toList());
    }

    public static Parties live(List<LiveRecording.Party> parties) {
        return of(parties.stream().map(p -> new Person(p.name(), p.aor(), "")).toList());
    }

    static Parties of(List<Person> people) {
        if (people.isEmpty()) {
            return new Parties(Texts.of("nobody"), "", "", "", "");
        }
        List<Person> order = new ArrayList<>(people);
        boolean known = move(order, "caller", 0) | move(order, "callee", 1);
        Person first = order.getFirst();
        String second = order.size() > 1 ? order.get(1).shown() : Texts.of("unknown");
        return new Parties(
                first.shown(),
                known ? "→" : "↔",
                Texts.of(known ? "calls.to" : "talks.with"),
                second,
                addresses(order, first.shown(), second));
    }

    private static boolean move(List<Person> order, String role, int place) {
        for (int i = 0; i < order.size(); i++) {
            if (order.get(i).role().equals(role)) {
                order.add(Math.min(place, order.size() - 1), order.remove(i));
                return true;
            }
        }
        return false;
    }

    private static String addresses(List<Person> order, String first, String second) {
        String two = order.stream()
                .limit(2)
                .map(Person::address)
                .filter(address -> !address.isEmpty() && !address.equals(first) && !address.equals(second))
                .collect(Collectors.joining(" · "));
        String more = order.size() > 2 ? Texts.of("more", order.size() - 2) : "";
        return Stream.of(two, more).filter(part -> !part.isEmpty()).collect(Collectors.joining(" · "));
    }
}
