package org.holdfast.search;

import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenant;
import org.jspecify.annotations.Nullable;

/**
 * What a query asks of a row of {@code recording_search}, in SQL with its parameters beside it: what a caller sent is never
 * part of the text. Says it twice: exactly, and in what the inverted index knows. One thread, one query.
 */
final class Criteria {
    /** More words than this narrow nothing down any more. */
    private static final int MOST_WORDS = 8;

    /** More users than this are looked up row by row. */
    private static final int MOST_USER_KEYS = 100;

    /** Durations that many calls have narrow nothing down. */
    private static final Duration LONG = Duration.ofSeconds(64);

    private static final Duration SHORT = Duration.ofSeconds(8);
    private static final Duration LONGEST = Duration.ofDays(10_000);

    /** The index of words is on this expression, letter by letter. */
    private static final String PIECES = "word_pieces(s.names || chr(10) || s.addresses || chr(10) || s.notes)";

    /** What has no four letters or digits in a row has no piece that the index knows. */
    private static final Pattern PIECE = Pattern.compile("[\\p{L}\\p{N}]{4}");

    private final StringJoiner exact = new StringJoiner(" and ");
    private final Map<String, Object> parameters = new HashMap<>();
    private final List<String> indexed = new ArrayList<>();
    private final Set<String> keys = new LinkedHashSet<>();
    private final List<List<String>> choices = new ArrayList<>();
    private final List<String> identifiers = new ArrayList<>();
    private final boolean numbers;
    private final @Nullable Instant from;
    private final @Nullable Instant to;
    private boolean nothing;

    Criteria(RecordingQuery query, Sight sight) {
        numbers = sight.seesNumbersOfAll();
        from = query.from();
        to = query.to();
        exactly("s.tenant_id = :tenant", "tenant", CurrentTenant.get());
        when("s.started_at >= :from", "from", from);
        when("s.started_at < :to", "to", to);
        if (!sight.recordings().everything()) {
            ofUsers("reach", sight.recordings().users());
        }
        if (query.narrowing().users() != null) {
            ofUsers("users", query.narrowing().users());
        }
        facts(query);
        lasting(query.minDuration(), query.narrowing().maxDuration());
        words(query.text());
        participant(blankToNull(query.participant()));
    }

    private void facts(RecordingQuery query) {
        fact("v:", query.verdict(), query.verdict() != Verdict.COMPLETE);
        fact("s:", query.state(), query.state() != RecordingState.FINALISED);
        fact("o:", blankToNull(query.narrowing().direction()), false);
        fact("n:", blankToNull(query.node()), false);
        String tag = blankToNull(query.narrowing().tag());
        if (tag != null) {
            exactly("s.keys @> array['t:' || lower(:tag)]", "tag", tag.replace("\0", ""));
            indexed.add("s.keys @> array['t:' || lower(:tag)]");
        }
    }

    private void fact(String kind, @Nullable Object value, boolean narrows) {
        if (value != null) {
            String parameter = "fact_" + kind.charAt(0);
            exactly("s.keys @> array[cast(:%s as text)]".formatted(parameter), parameter, kind + value);
            if (narrows) {
                keys.add(kind + value);
            }
        }
    }

    private void lasting(@Nullable Duration least, @Nullable Duration most) {
        when("s.duration_ms >= :least", "least", least == null ? null : least.toMillis());
        when("s.duration_ms <= :most", "most", most == null ? null : most.toMillis());
        Duration shortest = least == null ? Duration.ZERO : least;
        Duration longest = most == null ? LONGEST : most;
        if (shortest.compareTo(LONG) >= 0 || longest.compareTo(SHORT) < 0) {
            choices.add(SearchKeys.lasting(shortest, longest));
        }
    }

    private void ofUsers(String parameter, Set<UUID> users) {
        if (users.isEmpty()) {
            nothing = true;
        } else if (users.size() <= MOST_USER_KEYS) {
            List<String> those = users.stream().map(user -> "u:" + user).toList();
            exactly("s.keys && cast(:%s as text[])".formatted(parameter), parameter, those.toArray(String[]::new));
            choices.add(those);
        } else {
            exactly(
                    "exists (select 1 from recording_assignment a where a.recording_id = s.recording_id"
                            + " and a.user_id = any (cast(:" + parameter + " as uuid[])))",
                    parameter,
                    users.toArray(UUID[]::new));
        }
    }

    private void words(@Nullable String text) {
        List<String> words = split(text);
        for (int i = 0; i < words.size(); i++) {
            String parameter = "word" + i;
            exactly(
                    "(" + in("s.names", parameter) + " or " + in("s.notes", parameter)
                            + (numbers ? " or " + in("s.addresses", parameter) + identifier(i, words.get(i)) : "")
                            + ")",
                    parameter,
                    containing(words.get(i)));
            indexed(parameter, words.get(i));
        }
    }

    /** Whole or by its beginning. */
    private String identifier(int i, String word) {
        int length = word.codePointCount(0, word.length());
        int beginning = length < SearchKeys.LONG_BEGINNING ? SearchKeys.BEGINNING : SearchKeys.LONG_BEGINNING;
        parameters.put("plain" + i, word);
        String key = "'i:' || left(lower(cast(:plain%d as text)), %d)".formatted(i, beginning);
        identifiers.add(key);
        if (length < SearchKeys.BEGINNING) {
            return " or s.keys @> array[" + key + "]";
        }
        parameters.put("begins" + i, "%\n" + containing(word).substring(1));
        return " or " + in("s.identifiers", "begins" + i);
    }

    /** Whose numbers one may not see, one may not find by them either. */
    private void participant(@Nullable String participant) {
        if (participant != null) {
            String parameter = "participant";
            exactly(
                    numbers
                            ? "(" + in("s.names", parameter) + " or " + in("s.addresses", parameter) + ")"
                            : in("s.names", parameter),
                    parameter,
                    containing(participant));
            indexed(parameter, participant);
        }
    }

    private void indexed(String parameter, String text) {
        if (PIECE.matcher(text).find()) {
            indexed.add(PIECES + " @> telling_pieces(lower(cast(:" + parameter + " as text))) collate \"C\"");
        }
    }

    private static String in(String column, String parameter) {
        return column + " like lower(cast(:" + parameter + " as text)) escape '!'";
    }

    /** Nothing can be found. */
    boolean nothing() {
        return nothing;
    }

    /** Nothing but a stretch of time is asked for: every row of it will do. */
    boolean open() {
        return parameters.keySet().stream().allMatch(Set.of("tenant", "from", "to")::contains);
    }

    /** Whether the inverted index can narrow this down. */
    boolean indexed() {
        return !indexed.isEmpty() || !keys.isEmpty() || !choices.isEmpty();
    }

    @Nullable
    Instant from() {
        return from;
    }

    @Nullable
    Instant to() {
        return to;
    }

    /** True of what is asked for, for rows of the alias {@code s}. */
    String exact() {
        return exact.toString();
    }

    /** True of all rows of the stretch of time asked for. */
    String stretch() {
        return "s.tenant_id = :tenant" + (from == null ? "" : " and s.started_at >= :from")
                + (to == null ? "" : " and s.started_at < :to");
    }

    /**
     * Rows that the inverted index brings, in two arms where a word may also be an identifier.
     *
     * @param bucket keys of the stretch of time looked at, one of which each row has; none: any time
     */
    List<String> arms(List<String> bucket) {
        List<String> everywhere = new ArrayList<>();
        if (!bucket.isEmpty()) {
            everywhere.add("s.keys && cast(:bucket as text[])");
            parameters.put("bucket", bucket.toArray(String[]::new));
        }
        for (int i = 0; i < choices.size(); i++) {
            everywhere.add("s.keys && cast(:choice%d as text[])".formatted(i));
            parameters.put("choice" + i, choices.get(i).toArray(String[]::new));
        }
        UUID tenant = CurrentTenant.get();
        if (!tenant.equals(Tenant.DEFAULT)) {
            everywhere.add("s.keys @> array['@" + tenant + "']");
        }
        List<String> arms = new ArrayList<>();
        arms.add(byWords(everywhere));
        if (!identifiers.isEmpty()) {
            List<String> byIdentifier = new ArrayList<>(everywhere);
            byIdentifier.add("s.keys && array[" + String.join(", ", identifiers) + "]");
            arms.add(String.join(" and ", byIdentifier));
        }
        return arms;
    }

    private String byWords(List<String> everywhere) {
        List<String> conditions = new ArrayList<>(everywhere);
        conditions.addAll(indexed);
        if (!keys.isEmpty()) {
            conditions.add("s.keys @> cast(:keys as text[])");
            parameters.put("keys", keys.toArray(String[]::new));
        }
        return String.join(" and ", conditions);
    }

    /** Gives a query those of the parameters that it names. */
    void bind(Query query) {
        query.getParameters().forEach(parameter -> {
            Object value = parameters.get(String.valueOf(parameter.getName()));
            if (value != null) {
                query.setParameter(parameter.getName(), value);
            }
        });
    }

    private void when(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            exactly(condition, parameter, value);
        }
    }

    private void exactly(String condition, String parameter, Object value) {
        exact.add(condition);
        parameters.put(parameter, value);
    }

    private static List<String> split(@Nullable String text) {
        List<String> words = new ArrayList<>();
        if (text != null) {
            for (String word : text.replace("\0", "").strip().split("\\s+")) {
                if (!word.isEmpty() && words.size() < MOST_WORDS) {
                    words.add(word);
                }
            }
        }
        return words;
    }

    /** A pattern for exactly this text anywhere within a line: its own wildcards stand for themselves. */
    private static String containing(String text) {
        String literal =
                text.replace("\n", " ").replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        String plain = text == null ? "" : text.replace("\0", "").strip();
        return plain.isEmpty() ? null : plain;
    }
}
