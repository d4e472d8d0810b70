package org.holdfast.search;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds which recordings, in order, at a cost that hardly grows with their number. First walks a bounded way along the
 * order: what is common turns up there. What is not, is asked of the inverted index, in stretches of time that grow. One
 * thread, one query.
 */
final class Finder {
    /** The first stretch to ask for, as a multiple of the time the walk covered: where it found some of what is wanted, or hardly any. */
    private static final int NEAR = 16;

    private static final int FAR = 256;

    /** A stretch is this much longer than what was found before it suggests. */
    private static final double SPARE = 1.5;

    /** All the rest is quicker to ask for than first a stretch of so many times the walk. */
    private static final int MOST = 4 * FAR;

    private static final Duration SHORTEST_WALK = Duration.ofMinutes(1);

    /** No stretch reaches further: the database's calendar ends. */
    private static final Duration EVERYTHING = Duration.ofDays(36_525);

    private static final String CANCELLED = "57014";
    private static final String FOUND =
            "select %1$s.recording_id, cast(extract(epoch from %1$s.started_at) * 1000000 as bigint), %1$s.duration_ms ";

    private final EntityManager entities;
    private final Criteria criteria;
    private final Order order;
    private final int wanted;
    private final Effort effort;

    /**
     * What a search may cost.
     *
     * @param stride rows of the walk
     * @param patience a statement that takes longer would not be waited for, and holds up others
     */
    record Effort(int stride, Duration patience) {
        static final Effort USUAL = new Effort(2000, Duration.ofSeconds(10));
    }

    /** A row found: where it stands in the order, and which it is. */
    private record Hit(UUID id, long micros, long durationMs) {
        Instant startedAt() {
            return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
        }
    }

    /** A place to go on beyond. */
    private record Place(Object key, UUID id) {}

    Finder(EntityManager entities, Criteria criteria, Order order, int wanted, Effort effort) {
        this.entities = entities;
        this.criteria = criteria;
        this.order = order;
        this.wanted = wanted;
        this.effort = effort;
    }

    /**
     * The first rows beyond that place, in order.
     *
     * @throws QueryRejected when that would take too long
     */
    List<UUID> find(Optional<Keyset> from) {
        if (criteria.nothing()) {
            return List.of();
        }
        Place place = from.map(keyset -> new Place(keyset.value(), keyset.id())).orElse(null);
        try {
            limitTime();
            return found(place).stream().map(Hit::id).toList();
        } catch (PersistenceException failed) {
            throw cancelled(failed) ? QueryRejected.tooBroad() : failed;
        }
    }

    private List<Hit> found(@Nullable Place place) {
        if (criteria.open()) {
            return walk(place, wanted);
        }
        List<Hit> hits = new ArrayList<>(walk(place, effort.stride()));
        if (hits.size() == wanted) {
            return hits;
        }
        Optional<Hit> first = at(place, 0);
        Optional<Hit> last = at(place, effort.stride() - 1);
        if (first.isEmpty() || last.isEmpty()) {
            return hits;
        }
        Place end = place(last.get());
        if (!criteria.indexed()) {
            hits.addAll(rest(end, wanted - hits.size()));
        } else if (order.byTime()) {
            stretches(hits, end, first.get().startedAt(), last.get().startedAt());
        } else {
            hits.addAll(inverted(end, criteria.from(), criteria.to(), bucket(criteria.from(), criteria.to()), hits));
        }
        return hits;
    }

    /** Looks at so many rows, one by one, in order. */
    private List<Hit> walk(@Nullable Place from, int length) {
        String rows = "select s.* from recording_search s where " + way(from) + order.clause("s") + " limit " + length;
        return hits(
                FOUND.formatted("s") + "from (" + rows + ") s where " + criteria.exact() + order.clause("s") + " limit "
                        + wanted,
                from);
    }

    /** The row at which the walk begins or ends. */
    private Optional<Hit> at(@Nullable Place from, int row) {
        String rows = "from recording_search s where " + way(from) + order.clause("s");
        return hits(FOUND.formatted("s") + rows + " offset " + row + " limit 1", from).stream()
                .findFirst();
    }

    /** All that is left, one by one: nothing else helps. */
    private List<Hit> rest(Place from, int most) {
        return hits(
                FOUND.formatted("s") + "from recording_search s where " + way(from) + " and " + criteria.exact()
                        + order.clause("s") + " limit " + most,
                from);
    }

    private void stretches(List<Hit> hits, Place end, Instant began, Instant ended) {
        Duration walked = Duration.between(began, ended).abs();
        Duration unit = walked.compareTo(SHORTEST_WALK) < 0 ? SHORTEST_WALK : walked;
        Instant near = ended;
        double covered = 1;
        while (hits.size() < wanted) {
            double times = times(covered, hits.size());
            Instant far = far(near, unit, times);
            hits.addAll(stretch(end, near, far == null ? limit() : far, covered == 1, hits));
            if (far == null) {
                return;
            }
            covered += times;
            near = far;
        }
    }

    /** How many times the walk the next stretch is: as what was found so far suggests, and never shorter than all before it. */
    private double times(double covered, int found) {
        double suggested = SPARE * covered * (wanted - found) / found;
        if (covered == 1) {
            return suggested <= NEAR ? NEAR : FAR;
        }
        return Math.max(suggested, covered);
    }

    /** From near to far; where the walk ended, moments say too little, the place itself is the bound. */
    private List<Hit> stretch(Place end, Instant near, @Nullable Instant far, boolean walkedTo, List<Hit> before) {
        Instant bound = walkedTo ? null : near;
        return order.downward()
                ? inverted(end, far, bound, bucket(far, near), before)
                : inverted(end, bound, far, bucket(near, far), before);
    }

    /** So many times the unit along from there; null for all the rest, which is quicker to ask for than a large part of it. */
    private @Nullable Instant far(Instant near, Duration unit, double times) {
        if (times > MOST || unit.multipliedBy(MOST).compareTo(EVERYTHING) > 0) {
            return null;
        }
        Duration reach = Duration.ofMillis(Math.round(unit.toMillis() * times));
        Instant far = order.downward() ? near.minus(reach) : near.plus(reach);
        Instant limit = limit();
        boolean inside = limit == null || (order.downward() ? far.isAfter(limit) : far.isBefore(limit));
        return inside ? far : null;
    }

    /** Where the last stretch ends; null when that is where there are no more. */
    private @Nullable Instant limit() {
        return order.downward() ? criteria.from() : criteria.to();
    }

    private static List<String> bucket(@Nullable Instant first, @Nullable Instant before) {
        return first == null || before == null
                ? List.of()
                : SearchKeys.between(first, before).orElse(List.of());
    }

    /** What the inverted index has beyond that place within a stretch of time. */
    private List<Hit> inverted(
            Place beyond, @Nullable Instant low, @Nullable Instant high, List<String> bucket, List<Hit> before) {
        // An interval of nothing keeps the planner from walking along the index of times instead.
        String within = " and " + order.beyond()
                + (low == null ? "" : " and s.started_at + interval '0' >= :low")
                + (high == null ? "" : " and s.started_at + interval '0' < :high")
                + " and " + criteria.exact();
        String found = criteria.arms(bucket).stream()
                .map(arm -> "select s.recording_id, s.started_at, s.duration_ms from recording_search s where " + arm
                        + within)
                .collect(Collectors.joining(" union "));
        return hits(
                "with s as materialized (" + found + ") " + FOUND.formatted("s") + "from s" + order.clause("s")
                        + " limit " + (wanted - before.size()),
                beyond,
                low,
                high);
    }

    private String way(@Nullable Place from) {
        return criteria.stretch() + (from == null ? "" : " and " + order.beyond());
    }

    private Place place(Hit hit) {
        return new Place(order.byTime() ? hit.startedAt() : hit.durationMs(), hit.id());
    }

    private List<Hit> hits(String sql, @Nullable Place from) {
        return hits(sql, from, null, null);
    }

    private List<Hit> hits(String sql, @Nullable Place from, @Nullable Instant low, @Nullable Instant high) {
        Query query = entities.createNativeQuery(sql, Object[].class);
        criteria.bind(query);
        if (from != null) {
            query.setParameter("key", from.key()).setParameter("id", from.id());
        }
        if (low != null) {
            query.setParameter("low", low);
        }
        if (high != null) {
            query.setParameter("high", high);
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(Object[].class::cast).map(Finder::hit).toList();
    }

    private static Hit hit(Object[] row) {
        return new Hit((UUID) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue());
    }

    /**
     * For this transaction. Each search is planned for what it asks, not for the average one; nothing is compiled and no other
     * process is started for what an index answers in milliseconds.
     */
    private void limitTime() {
        entities.createNativeQuery(
                        "select set_config('statement_timeout', '"
                                + effort.patience().toMillis()
                                + "', true) || set_config('plan_cache_mode', 'force_custom_plan', true)"
                                + " || set_config('work_mem', '16MB', true)"
                                + " || set_config('max_parallel_workers_per_gather', '0', true)"
                                + " || set_config('jit', 'off', true)",
                        String.class)
                .getSingleResult();
    }

    private static boolean cancelled(Throwable failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && CANCELLED.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
