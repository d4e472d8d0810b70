package org.holdfast.retention.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.retention.policy.RetentionPass.Outcome;
import org.jspecify.annotations.Nullable;

/** Says what a run would delete now, and why, and what would stay although it is due. Stateless; changes nothing. */
@ApplicationScoped
public class DryRun {
    /** The most findings of one answer. */
    public static final int MOST = 1000;

    /** Windows looked through for one answer, found or not found: some seconds. */
    private static final int MOST_WINDOWS = 100;

    private Policies policies;
    private RetentionPass pass;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected DryRun() {}

    @Inject
    public DryRun(Policies policies, RetentionPass pass) {
        this.policies = policies;
        this.pass = pass;
    }

    /**
     * A policy that is not saved yet.
     *
     * @param id of the one whose place it takes; null when it is a new one
     */
    public record Draft(@Nullable UUID id, PolicyRules rules) {}

    /**
     * Some of the answer; counts are of this page.
     *
     * @param at the moment it is true of
     * @param bytes of what goes
     * @param kept due by one policy, kept by another, hence not listed
     * @param next cursor of what follows; null when that was all
     */
    public record Page(
            Instant at,
            long examined,
            long gone,
            long bytes,
            long held,
            long locked,
            long kept,
            List<Finding> items,
            @Nullable String next) {}

    /** What the policies would do, with that draft among them when there is one. */
    public Page of(@Nullable Draft draft, @Nullable String cursor, int limit) {
        PolicyBook book = draft == null ? policies.book() : policies.bookWith(draft.id(), draft.rules());
        Place place = cursor == null ? pass.beginning(book) : Place.of(cursor);
        Notes notes = new Notes(limit);
        Instant at = place.now();
        @Nullable Place next = place;
        long examined = 0;
        long kept = 0;
        for (int i = 0; i < MOST_WINDOWS && next != null && !notes.isDone(); i++) {
            RetentionPass.Stretch stretch = pass.next(book, next, notes);
            examined += stretch.examined();
            kept += stretch.kept();
            next = stretch.next();
        }
        return new Page(
                at,
                examined,
                notes.count("gone"),
                notes.bytes(),
                notes.count("held"),
                notes.count("locked"),
                kept,
                notes.findings,
                next == null ? null : next.text());
    }

    /** What would stand against it: the same as what stands against it in a run. */
    static Outcome foreseen(Candidate recording, Instant now) {
        Candidate.Guards guards = recording.guards();
        if (guards.hold() != null) {
            return Outcome.HELD;
        }
        return guards.lockedUntil() != null && guards.lockedUntil().isAfter(now) ? Outcome.LOCKED : Outcome.GONE;
    }

    static Finding finding(Candidate recording, Fate.Due due, Outcome outcome, @Nullable String prevented) {
        return new Finding(
                recording.id(),
                recording.startedAt(),
                recording.duration().toMillis(),
                recording.bytes(),
                due.by().id(),
                due.by().name(),
                outcome.name().toLowerCase(Locale.ROOT),
                due.because(),
                prevented);
    }

    static @Nullable String prevented(Candidate recording, Outcome outcome) {
        return switch (outcome) {
            case HELD -> "legal hold: " + recording.guards().hold();
            case LOCKED -> "locked until " + recording.guards().lockedUntil();
            case GONE, FAILED -> null;
        };
    }

    /** Writes down what would be. */
    private static final class Notes implements RetentionPass.Judge {
        private final int limit;
        private final List<Finding> findings = new ArrayList<>();

        Notes(int limit) {
            this.limit = limit;
        }

        @Override
        public Outcome judge(Candidate recording, Fate.Due due) {
            Outcome outcome = foreseen(recording, due.now());
            findings.add(finding(recording, due, outcome, prevented(recording, outcome)));
            return outcome;
        }

        @Override
        public boolean isDone() {
            return findings.size() >= limit;
        }

        long count(String outcome) {
            return findings.stream()
                    .filter(finding -> finding.outcome().equals(outcome))
                    .count();
        }

        long bytes() {
            return findings.stream()
                    .filter(finding -> finding.outcome().equals("gone"))
                    .mapToLong(Finding::bytes)
                    .sum();
        }
    }
}
