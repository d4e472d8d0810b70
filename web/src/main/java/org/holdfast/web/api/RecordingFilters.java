package org.holdfast.web.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.api.problem.ParameterRejected;
import org.jspecify.annotations.Nullable;

/**
 * Reads the query of {@code GET /recordings}. Strict: a filter that is misspelt or not understood would otherwise give
 * recordings nobody asked for. Stateless.
 */
public final class RecordingFilters {
    private static final Set<String> KNOWN = Set.of(
            "from",
            "to",
            "q",
            "participant",
            "user",
            "group",
            "verdict",
            "state",
            "tag",
            "node",
            "direction",
            "minDuration",
            "maxDuration",
            "sort",
            "limit",
            "cursor");
    private static final Map<String, RecordingQuery.Sort> SORTS = Map.of(
            "-startedAt", RecordingQuery.Sort.NEWEST,
            "startedAt", RecordingQuery.Sort.OLDEST,
            "-durationMs", RecordingQuery.Sort.LONGEST,
            "durationMs", RecordingQuery.Sort.SHORTEST);
    private static final int LONGEST_TEXT = 1000;

    private final MultivaluedMap<String, String> parameters;

    private RecordingFilters(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    /** Members of a group and of those below it. */
    public interface Members extends Function<UUID, Set<UUID>> {}

    /** The query those parameters ask. */
    public static RecordingQuery query(MultivaluedMap<String, String> parameters, Members members) {
        parameters.keySet().stream().filter(name -> !KNOWN.contains(name)).forEach(name -> {
            throw new ParameterRejected(
                    name, "There is no such filter; known are " + String.join(", ", sorted()) + ".");
        });
        return new RecordingFilters(parameters).query(members);
    }

    private RecordingQuery query(Members members) {
        return RecordingQuery.all()
                .between(read("from", RecordingFilters::instant), read("to", RecordingFilters::instant))
                .withText(read("q", Function.identity()))
                .withParticipant(read("participant", Function.identity()))
                .withVerdict(read("verdict", RecordingFilters::verdict))
                .withState(read("state", RecordingFilters::state))
                .withNode(read("node", Function.identity()))
                .lasting(read("minDuration", RecordingFilters::duration))
                .narrowedTo(narrowing(members))
                .sortedBy(orElse(read("sort", RecordingFilters::sort), RecordingQuery.Sort.NEWEST))
                .limitedTo(orElse(
                        read("limit", RecordingFilters::limit),
                        RecordingQuery.all().limit()))
                .at(read("cursor", Function.identity()));
    }

    private RecordingQuery.Narrowing narrowing(Members members) {
        UUID user = read("user", RecordingFilters::id);
        UUID group = read("group", RecordingFilters::id);
        return new RecordingQuery.Narrowing(
                        user == null ? null : Set.of(user),
                        read("tag", Function.identity()),
                        read("direction", Function.identity()),
                        read("maxDuration", RecordingFilters::duration))
                .of(group == null ? null : members.apply(group));
    }

    private static UUID id(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("an id.", e);
        }
    }

    private <T> @Nullable T read(String name, Function<String, T> reader) {
        List<String> values = parameters.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw new ParameterRejected(name, name + " may be given once.");
        }
        String value = values.isEmpty() ? "" : values.getFirst();
        if (value.isBlank()) {
            return null;
        }
        if (value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0) {
            throw new ParameterRejected(name, name + " is too long or has characters that no recording has.");
        }
        try {
            return reader.apply(value.strip());
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new ParameterRejected(name, name + " must be " + e.getMessage());
        }
    }

    private static <T> T orElse(@Nullable T value, T otherwise) {
        return value == null ? otherwise : value;
    }

    private static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw new DateTimeException("a time of RFC 3339, e.g. 2026-03-31T15:30:00Z.", e);
        }
    }

    private static Duration duration(String value) {
        try {
            Duration duration =
                    value.startsWith("P") ? Duration.parse(value) : Duration.ofSeconds(Integer.parseInt(value));
            if (duration.isNegative() || duration.compareTo(Duration.ofDays(365)) > 0) {
                throw new IllegalArgumentException("negative or more than a year");
            }
            return duration;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("a number of seconds, or a duration such as PT1M30S.", e);
        }
    }

    private static int limit(String value) {
        String allowed = "1 to " + RecordingQuery.MOST + ".";
        try {
            int limit = Integer.parseInt(value);
            if (limit < 1 || limit > RecordingQuery.MOST) {
                throw new IllegalArgumentException(allowed);
            }
            return limit;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(allowed, e);
        }
    }

    private static Verdict verdict(String value) {
        return Verdict.ofWord(value)
                .orElseThrow(
                        () -> new IllegalArgumentException("complete, interrupted, one-sided, silent or no-media."));
    }

    private static RecordingState state(String value) {
        return RecordingState.ofWord(value)
                .orElseThrow(() -> new IllegalArgumentException("capturing, captured, finalised or purged."));
    }

    private static RecordingQuery.Sort sort(String value) {
        RecordingQuery.Sort sort = SORTS.get(value);
        if (sort == null) {
            throw new IllegalArgumentException("-startedAt, startedAt, -durationMs or durationMs.");
        }
        return sort;
    }

    private static Iterable<String> sorted() {
        return KNOWN.stream().sorted()::iterator;
    }
}
