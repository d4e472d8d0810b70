package org.holdfast.work;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How much work is open, by kind; kinds without open work are not named. Immutable. */
public record WorkBacklog(List<OfKind> kinds) {
    /** No work at all. */
    public static final WorkBacklog NONE = new WorkBacklog(List.of());

    /**
     * Of one kind.
     *
     * @param waiting items not done, running ones included
     * @param running items somebody works on
     * @param oldest how long the oldest that nobody works on has been due
     * @param failing items that failed several times in a row, or whose step has said for a minute that something is away
     * @param givenUp items an operator must look at
     */
    public record OfKind(WorkKind kind, long waiting, long running, Duration oldest, long failing, long givenUp) {}

    public WorkBacklog {
        kinds = List.copyOf(kinds);
    }

    public long waiting() {
        return kinds.stream().mapToLong(OfKind::waiting).sum();
    }

    public long running() {
        return kinds.stream().mapToLong(OfKind::running).sum();
    }

    public long givenUp() {
        return kinds.stream().mapToLong(OfKind::givenUp).sum();
    }

    /** Of what waits for nothing but us: an upload may wait for its hours, or for a bucket that is away. */
    public Duration oldest() {
        return kinds.stream()
                .filter(one -> WorkKind.finalising().contains(one.kind()))
                .map(OfKind::oldest)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** That of some kinds only. */
    public WorkBacklog of(Set<WorkKind> wanted) {
        Set<WorkKind> set = EnumSet.copyOf(wanted);
        return new WorkBacklog(
                kinds.stream().filter(one -> set.contains(one.kind())).toList());
    }

    /** Items that fail, given-up ones included. */
    public long troubled() {
        return kinds.stream().mapToLong(one -> one.failing() + one.givenUp()).sum();
    }
}
