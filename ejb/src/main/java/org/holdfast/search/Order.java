package org.holdfast.search;

import org.holdfast.search.RecordingQuery.Sort;

/** The way rows are read: along which index, and from which end. Immutable. */
record Order(boolean byTime, boolean downward) {
    /** Backward pages are read from their end. */
    static Order of(Sort sort, boolean backward) {
        return new Order(Keyset.byTime(sort), (sort == Sort.NEWEST || sort == Sort.LONGEST) != backward);
    }

    /** The order-by clause, for rows of that alias. */
    String clause(String alias) {
        String direction = downward ? "desc" : "asc";
        return " order by %s.%s %s, %s.recording_id %s".formatted(alias, column(), direction, alias, direction);
    }

    /** True of rows beyond a place, whose parameters are {@code key} and {@code id}. */
    String beyond() {
        return "(s.%s, s.recording_id) %s (:key, :id)".formatted(column(), downward ? "<" : ">");
    }

    private String column() {
        return byTime ? "started_at" : "duration_ms";
    }
}
