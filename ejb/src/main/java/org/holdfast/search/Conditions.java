package org.holdfast.search;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import org.holdfast.search.RecordingQuery.Sort;
import org.jspecify.annotations.Nullable;

/**
 * The where-clause of a query, in HQL, with its parameters beside it: what a caller sent is never part of the text. One
 * thread, one query.
 */
final class Conditions {
    /** More words than this narrow nothing down any more, but cost a join each. */
    private static final int MOST_WORDS = 8;

    private final StringJoiner clause = new StringJoiner(" and ", " where ", "").setEmptyValue("");
    private final Map<String, Object> parameters = new HashMap<>();

    Conditions(RecordingQuery query, Sight sight) {
        if (!sight.recordings().everything()) {
            ofUsers("reach", sight.recordings().users());
        }
        boolean numbers = sight.seesNumbersOfAll();
        when("r.startedAt >= :from", "from", query.from());
        when("r.startedAt < :to", "to", query.to());
        when("r.verdict = :verdict", "verdict", query.verdict());
        when("r.state = :state", "state", query.state());
        when("r.node = :node", "node", blankToNull(query.node()));
        if (query.minDuration() != null) {
            when("r.durationMs >= :least", "least", query.minDuration().toMillis());
        }
        List<String> words = words(query.text());
        for (int i = 0; i < words.size(); i++) {
            String word = "word" + i;
            when(
                    "(" + participantLike(word, numbers) + " or " + noteLike(word)
                            + (numbers ? " or " + identifierLike(word) : "") + ")",
                    word,
                    containing(words.get(i)));
        }
        String participant = blankToNull(query.participant());
        if (participant != null) {
            when(participantLike("participant", numbers), "participant", containing(participant));
        }
        narrow(query.narrowing());
    }

    private void narrow(RecordingQuery.Narrowing narrowing) {
        if (narrowing.users() != null) {
            ofUsers("users", narrowing.users());
        }
        String tag = blankToNull(narrowing.tag());
        when(
                "exists (select 1 from RecordingTag t where t.recordingId = r.id and t.tagKey = lower(:tag))",
                "tag",
                tag == null ? null : tag.replace("\0", ""));
        when("r.direction = :direction", "direction", blankToNull(narrowing.direction()));
        if (narrowing.maxDuration() != null) {
            when("r.durationMs <= :most", "most", narrowing.maxDuration().toMillis());
        }
    }

    private void ofUsers(String parameter, Set<UUID> users) {
        if (users.isEmpty()) {
            clause.add("1 = 0");
        } else {
            when(
                    "exists (select 1 from RecordingAssignment a where a.recordingId = r.id and a.userId in :"
                            + parameter + ")",
                    parameter,
                    users);
        }
    }

    /** Only rows on the far side of that place. */
    void beyond(Keyset place) {
        boolean downward = descending(place.sort()) != place.backward();
        String column = column(place.sort());
        String sign = downward ? "<" : ">";
        when(
                "(%s %s= :key and (%s %s :key or r.id %s :id))".formatted(column, sign, column, sign, sign),
                "key",
                place.value());
        parameters.put("id", place.id());
    }

    String clause() {
        return clause.toString();
    }

    void bind(Query query) {
        parameters.forEach(query::setParameter);
    }

    /** The order-by clause; backward pages are read from their end. */
    static String order(Sort sort, boolean backward) {
        String direction = descending(sort) != backward ? "desc" : "asc";
        return " order by %s %s, r.id %s".formatted(column(sort), direction, direction);
    }

    private static boolean descending(Sort sort) {
        return sort == Sort.NEWEST || sort == Sort.LONGEST;
    }

    private static String column(Sort sort) {
        return Keyset.byTime(sort) ? "r.startedAt" : "r.durationMs";
    }

    private void when(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            clause.add(condition);
            parameters.put(parameter, value);
        }
    }

    /** Whose numbers one may not see, one may not find by them either. */
    private static String participantLike(String parameter, boolean numbers) {
        return "exists (select 1 from RecordingParticipant p where p.recording = r and "
                + (numbers ? "p.searchText" : "lower(p.name)") + " like lower(:" + parameter + ") escape '!')";
    }

    private static String noteLike(String parameter) {
        return "exists (select 1 from Note n where n.recordingId = r.id and n.searchText like lower(:" + parameter
                + ") escape '!')";
    }

    private static String identifierLike(String parameter) {
        return "exists (select 1 from RecordingIdentifier i where i.recording = r" + " and i.searchText like lower(:"
                + parameter + ") escape '!')";
    }

    private static List<String> words(@Nullable String text) {
        List<String> words = new ArrayList<>();
        if (text != null) {
            for (String word : text.strip().split("\\s+")) {
                if (!word.isEmpty() && words.size() < MOST_WORDS) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** A pattern for exactly this text anywhere: its own wildcards stand for themselves. */
    private static String containing(String text) {
        String literal =
                text.replace("\0", "").replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
