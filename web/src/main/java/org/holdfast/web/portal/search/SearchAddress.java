package org.holdfast.web.portal.search;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The address of the list with these filters: what the reader sees can be kept and passed on. Immutable. */
public record SearchAddress(Map<String, String> filters) {
    /** All filters there are, in the order in which they are written. */
    static final List<String> NAMES = List.of(
            "q",
            "participant",
            "from",
            "to",
            "verdict",
            "direction",
            "user",
            "group",
            "tag",
            "node",
            "min",
            "max",
            "sort");

    private static final String ORDER = "sort";

    public SearchAddress {
        Map<String, String> given = filters;
        Map<String, String> known = new LinkedHashMap<>();
        NAMES.forEach(name -> {
            String value = given.get(name); // Faces puts null for what was not sent
            if (value != null && !value.isBlank()) {
                known.put(name, value.strip());
            }
        });
        filters = known;
    }

    /** The filters of a query as {@link #query} writes it; what is no filter is left out. */
    static SearchAddress ofQuery(String query) {
        Map<String, String> filters = Stream.of(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> pair[0],
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, second) -> first));
        return new SearchAddress(filters);
    }

    String of(String name) {
        return filters.getOrDefault(name, "");
    }

    /** The filters alone, for the audit trail and for keeping. */
    String query() {
        return joined(filters);
    }

    /** Empty filters are left out. */
    String href(@Nullable String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>(filters);
        if (cursor != null && !cursor.isBlank()) {
            parameters.put("cursor", cursor);
        }
        String query = joined(parameters);
        return "recordings.xhtml" + (query.isEmpty() ? "" : "?" + query);
    }

    SearchAddress during(String start, String end) {
        Map<String, String> changed = new LinkedHashMap<>(filters);
        changed.put("from", start);
        changed.put("to", end);
        return new SearchAddress(changed);
    }

    boolean isDuring(String start, String end) {
        return of("from").equals(start) && of("to").equals(end);
    }

    /** Whether it leaves anything out; an order does not. */
    boolean filtered() {
        return filters.keySet().stream().anyMatch(name -> !name.equals(ORDER));
    }

    /** Whether one of these is set. */
    boolean hasAny(List<String> names) {
        return names.stream().anyMatch(filters::containsKey);
    }

    private static String joined(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter ->
                        parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
