package org.holdfast.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** Compares expected calls with the catalogue and keeps the reports. Stateless; each call is one transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Reconciliation {
    /** Recordings of one period that are looked at. */
    static final int MOST_HELD = 200_000;

    private static final int MOST_REPORTS = 100;
    private static final String KIND = "reconciliation";
    private static final String APART = "\u0001";

    private static final String HELD = """
            select r.id as id, r.conversation_id as conversation, r.started_at as at, r.duration_ms as duration,
                   (select string_agg(p.aor, :apart order by p.ordinal) from recording_participant p
                     where p.recording_id = r.id and not p.deleted) as parties,
                   (select string_agg(k, :apart) from recording_participant p cross join lateral unnest(p.keys) k
                     where p.recording_id = r.id and not p.deleted) as keys,
                   (select string_agg(i.value, :apart) from recording_identifier i
                     where i.recording_id = r.id and not i.deleted) as identifiers
              from recording r
             where r.tenant_id = :tenant and not r.deleted and r.started_at >= :from and r.started_at <= :until
             order by r.started_at, r.id limit :most
            """;

    private EntityManager entities;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Reconciliation() {}

    @Inject
    public Reconciliation(EntityManager entities, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * How to compare. Immutable.
     *
     * @param name what the list is called
     * @param tolerance how far apart the times of one call may lie
     * @param from the period in which nothing else is expected; null: from the first call of the list
     * @param until its end; null: until the last call of the list
     */
    public record Wish(
            String name,
            Duration tolerance,
            @Nullable Instant from,
            @Nullable Instant until) {}

    /** A report with all its lines, the missing first. */
    public record Found(Report report, List<ReportLine> lines) {
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Compares and keeps the report.
     *
     * @throws ListRejected when the period holds too many recordings to compare
     */
    public Found compare(SignedIn by, Wish wish, List<ExpectedCall> expected) throws ListRejected {
        Instant first = expected.stream()
                .map(ExpectedCall::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant last = expected.stream()
                .map(ExpectedCall::at)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Instant from = (wish.from() == null ? first : wish.from()).truncatedTo(ChronoUnit.MICROS);
        Instant until = (wish.until() == null ? last : wish.until()).truncatedTo(ChronoUnit.MICROS);
        List<HeldCall> held = held(
                earlier(from, first).minus(wish.tolerance()), later(until, last).plus(wish.tolerance()));
        List<ReportLine> lines = lines(expected, new Matching(expected, held, wish.tolerance()), wish, from, until);
        Report report = new Report(
                new UUID(0, 0),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                by.login(),
                wish.name(),
                wish.tolerance(),
                from,
                until,
                counts(lines));
        ReconciliationReport kept = new ReconciliationReport(report, lines);
        entities.persist(kept);
        entities.flush();
        forgetOldest();
        note(by, AuditAction.CREATE, kept.report());
        WorkerLog.LOG.reconciled(
                wish.name(),
                report.counts().expected(),
                report.counts().missing(),
                report.counts().unexpected());
        return new Found(kept.report(), lines);
    }

    /** The reports, newest first. */
    public List<Report> list() {
        return entities.createQuery(
                        "select r from ReconciliationReport r order by r.madeAt desc, r.id desc",
                        ReconciliationReport.class)
                .getResultStream()
                .map(ReconciliationReport::report)
                .toList();
    }

    /** One report; that somebody saw it is audited. */
    public Optional<Found> find(SignedIn by, UUID id) {
        ReconciliationReport kept = entities.find(ReconciliationReport.class, id);
        if (kept == null) {
            return Optional.empty();
        }
        audit.add(AuditEvent.of(by.actor(), AuditAction.VIEW, KIND, id));
        return Optional.of(new Found(kept.report(), kept.lines()));
    }

    /** False when there is none. */
    public boolean remove(SignedIn by, UUID id) {
        ReconciliationReport kept = entities.find(ReconciliationReport.class, id);
        if (kept != null) {
            note(by, AuditAction.DELETE, kept.report());
            entities.remove(kept);
        }
        return kept != null;
    }

    private void note(SignedIn by, AuditAction action, Report report) {
        audit.add(AuditEvent.of(by.actor(), action, KIND, report.id()).saying(report.name() + " " + report.counts()));
    }

    private void forgetOldest() {
        entities.createNativeQuery("""
                        delete from reconciliation where tenant_id = :tenant and id in (
                            select id from reconciliation where tenant_id = :tenant
                             order by made_at desc, id desc offset :most)""")
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("most", MOST_REPORTS)
                .executeUpdate();
    }

    private static List<ReportLine> lines(
            List<ExpectedCall> expected, Matching matching, Wish wish, Instant from, Instant until) {
        List<ReportLine> missing = new ArrayList<>();
        List<ReportLine> matched = new ArrayList<>();
        for (ExpectedCall call : expected) {
            HeldCall held = matching.of(call);
            if (held == null) {
                missing.add(ReportLine.missing(call));
            } else {
                matched.add(ReportLine.matched(call, held, wish.tolerance()));
            }
        }
        List<ReportLine> lines = new ArrayList<>(missing);
        matching.unexpected().stream()
                .filter(held -> !held.at().isBefore(from) && !held.at().isAfter(until))
                .map(ReportLine::unexpected)
                .forEach(lines::add);
        lines.addAll(matched);
        return lines;
    }

    private static Report.Counts counts(List<ReportLine> lines) {
        int matched = count(lines, ReportLine.Outcome.MATCHED);
        int missing = count(lines, ReportLine.Outcome.MISSING);
        return new Report.Counts(matched + missing, matched, missing, count(lines, ReportLine.Outcome.UNEXPECTED), (int)
                lines.stream().filter(ReportLine::differs).count());
    }

    private static int count(List<ReportLine> lines, ReportLine.Outcome outcome) {
        return (int) lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    private List<HeldCall> held(Instant from, Instant until) throws ListRejected {
        List<?> rows = entities.createNativeQuery(HELD, Tuple.class)
                .setParameter("apart", APART)
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("from", from)
                .setParameter("until", until)
                .setParameter("most", MOST_HELD + 1)
                .getResultList();
        if (rows.size() > MOST_HELD) {
            throw new ListRejected(
                    "There are more than %s recordings from %s until %s: split the list by time.",
                    MOST_HELD, from, until);
        }
        return rows.stream().map(row -> held((Tuple) row)).toList();
    }

    private static HeldCall held(Tuple row) {
        return new HeldCall(
                row.get("id", UUID.class),
                row.get("conversation", UUID.class),
                row.get("at", Instant.class),
                Duration.ofMillis(row.get("duration", Number.class).longValue()),
                parts(row.get("parties", String.class), APART),
                new HashSet<>(parts(row.get("keys", String.class), APART)),
                new HashSet<>(parts(row.get("identifiers", String.class), APART + "|, ")));
    }

    private static List<String> parts(@Nullable String joined, String separator) {
        return joined == null ? List.of() : List.of(joined.split(separator));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
