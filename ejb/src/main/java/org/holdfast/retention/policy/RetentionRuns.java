package org.holdfast.retention.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/** The history of runs: when, how many, what went and what was prevented. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class RetentionRuns {
    /** What stays all the same is named this often a run, and counted always. */
    static final int MOST_PREVENTED = 1000;

    private static final String COLUMNS = """
            select id, node, started_by, started_at, ended_at, place, examined, gone, bytes, kept, held, locked, failed,
                   because
              from retention_run where tenant_id = :tenant\s""";

    private EntityManager entities;
    private Settings settings;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected RetentionRuns() {}

    @Inject
    public RetentionRuns(EntityManager entities, Settings settings, Clock clock) {
        this.entities = entities;
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts of a run. */
    public record Counts(long examined, long gone, long bytes, long kept, long held, long locked, long failed) {}

    /**
     * A run.
     *
     * @param endedAt null while it runs
     * @param because why it ended early; empty when it came to its end
     */
    public record Run(
            UUID id,
            String node,
            String startedBy,
            Instant startedAt,
            @Nullable Instant endedAt,
            Counts counts,
            String because) {}

    /** A run that goes on from there. */
    record Running(UUID id, Place place) {}

    /** Begins one, unless one of this node runs; that one is given then. */
    Running begin(String by, Place place) {
        Optional<Running> running = running();
        if (running.isPresent()) {
            return running.get();
        }
        UUID id = RowId.next();
        query("""
                insert into retention_run (id, tenant_id, node, started_by, started_at, place)
                values (:id, :tenant, :node, :by, :now, :place)""")
                .setParameter("id", id)
                .setParameter("node", node())
                .setParameter("by", StoredText.of(by))
                .setParameter("now", place.now())
                .setParameter("place", place.text())
                .executeUpdate();
        return new Running(id, place);
    }

    /** The one that this node has begun and not ended. */
    Optional<Running> running() {
        return tuples(COLUMNS + "and node = :node and ended_at is null", query -> query.setParameter("node", node()))
                .stream()
                .findFirst()
                .map(row -> new Running(row.get("id", UUID.class), Place.of(row.get("place", String.class))));
    }

    /** When this node last began one. */
    Optional<Instant> lastBegun() {
        return tuples(
                        COLUMNS + "and node = :node order by started_at desc limit 1",
                        query -> query.setParameter("node", node()))
                .stream()
                .findFirst()
                .map(row -> row.get("started_at", Instant.class));
    }

    /** Notes a stretch; it ends with it when there is no next place. */
    void went(UUID run, RetentionPass.Stretch stretch, List<Finding> findings) {
        findings.forEach(finding -> note(run, finding));
        Place next = stretch.next();
        query("""
                update retention_run
                   set examined = examined + :examined, kept = kept + :kept, gone = gone + :gone, bytes = bytes + :bytes,
                       held = held + :held, locked = locked + :locked, failed = failed + :failed,
                       place = coalesce(cast(:place as text), place),
                       ended_at = case when cast(:place as text) is null then cast(:now as timestamptz) end
                 where id = :id and tenant_id = :tenant""")
                .setParameter("examined", stretch.examined())
                .setParameter("kept", stretch.kept())
                .setParameter("gone", count(findings, RetentionPass.Outcome.GONE))
                .setParameter("bytes", bytes(findings))
                .setParameter("held", count(findings, RetentionPass.Outcome.HELD))
                .setParameter("locked", count(findings, RetentionPass.Outcome.LOCKED))
                .setParameter("failed", count(findings, RetentionPass.Outcome.FAILED))
                .setParameter("place", next == null ? null : next.text())
                .setParameter("now", now())
                .setParameter("id", run)
                .executeUpdate();
    }

    /** It cannot go on. */
    void ended(UUID run, String because) {
        query("update retention_run set ended_at = :now, because = :because where id = :id and tenant_id = :tenant")
                .setParameter("now", now())
                .setParameter("because", StoredText.of(because))
                .setParameter("id", run)
                .executeUpdate();
    }

    private void note(UUID run, Finding finding) {
        query("""
                insert into retention_run_item (run_id, recording_id, tenant_id, outcome, policy_id, policy, because)
                select :run, :recording, :tenant, :outcome, :policyId, :policy, :because
                 where :outcome = 'GONE' or (select count(*) from retention_run_item
                                              where run_id = :run and outcome <> 'GONE') < :most
                    on conflict do nothing""")
                .setParameter("run", run)
                .setParameter("recording", finding.recordingId())
                .setParameter("outcome", finding.outcome().toUpperCase(Locale.ROOT))
                .setParameter("policyId", finding.policyId())
                .setParameter("policy", finding.policy())
                .setParameter("because", StoredText.of(words(finding)))
                .setParameter("most", MOST_PREVENTED)
                .executeUpdate();
    }

    private static String words(Finding finding) {
        return finding.prevented() == null ? finding.because() : finding.because() + "; " + finding.prevented();
    }

    private static long count(List<Finding> findings, RetentionPass.Outcome outcome) {
        return findings.stream()
                .filter(finding -> finding.outcome().equalsIgnoreCase(outcome.name()))
                .count();
    }

    private static long bytes(List<Finding> findings) {
        return findings.stream()
                .filter(finding -> finding.outcome().equals("gone"))
                .mapToLong(Finding::bytes)
                .sum();
    }

    /** Runs of every node, the latest first, after that one. */
    public List<Run> list(@Nullable UUID after, int most) {
        return tuples(COLUMNS + """
                                and (cast(:after as uuid) is null
                                     or (started_at, id) < (select started_at, id from retention_run where id = :after))
                                order by started_at desc, id desc limit :most""", query -> query.setParameter("after", after).setParameter("most", most)).stream()
                .map(RetentionRuns::run)
                .toList();
    }

    public Optional<Run> find(UUID id) {
        return tuples(COLUMNS + "and id = :id", query -> query.setParameter("id", id)).stream()
                .findFirst()
                .map(RetentionRuns::run);
    }

    /** A recording a run was concerned with. */
    public record Item(UUID recordingId, String outcome, UUID policyId, String policy, String because) {}

    /** What it did, in the order of ids, after that recording. */
    public List<Item> items(UUID run, @Nullable UUID after, int most) {
        return tuples(
                        """
                        select recording_id, lower(outcome) as outcome, policy_id, policy, because from retention_run_item
                         where tenant_id = :tenant and run_id = :run
                           and (cast(:after as uuid) is null or recording_id > :after)
                         order by recording_id limit :most""",
                        query -> query.setParameter("run", run)
                                .setParameter("after", after)
                                .setParameter("most", most))
                .stream()
                .map(row -> new Item(
                        row.get("recording_id", UUID.class),
                        row.get("outcome", String.class),
                        row.get("policy_id", UUID.class),
                        row.get("policy", String.class),
                        row.get("because", String.class)))
                .toList();
    }

    private static Run run(Tuple row) {
        return new Run(
                row.get("id", UUID.class),
                row.get("node", String.class),
                row.get("started_by", String.class),
                row.get("started_at", Instant.class),
                row.get("ended_at", Instant.class),
                new Counts(
                        number(row, "examined"),
                        number(row, "gone"),
                        number(row, "bytes"),
                        number(row, "kept"),
                        number(row, "held"),
                        number(row, "locked"),
                        number(row, "failed")),
                row.get("because", String.class));
    }

    private static long number(Tuple row, String column) {
        return row.get(column, Number.class).longValue();
    }

    /** Sets what a query asks for. */
    private interface Parameters {
        void set(Query query);
    }

    private List<Tuple> tuples(String sql, Parameters parameters) {
        Query query = entities.createNativeQuery(sql, Tuple.class).setParameter("tenant", CurrentTenant.get());
        parameters.set(query);
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).toList();
    }

    private Query query(String sql) {
        return entities.createNativeQuery(sql).setParameter("tenant", CurrentTenant.get());
    }

    private String node() {
        return settings.text(Setting.NODE_NAME);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
