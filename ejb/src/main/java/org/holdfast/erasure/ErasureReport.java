package org.holdfast.erasure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/**
 * The report of an erasure: lines that are only ever added to, each with a hash over itself and the one before. The last
 * hash is in the audit trail, whose own head lies outside the database. Stateless.
 */
@ApplicationScoped
@TellsOutage
@Transactional
public class ErasureReport {
    private static final String LINES = """
            select number, recording_id, kind, what, lower(outcome) as outcome, because, at, hash from erasure_line
             where erasure_id = :id and tenant_id = :tenant\s""";

    private EntityManager entities;
    private AuditTrail audit;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected ErasureReport() {}

    @Inject
    public ErasureReport(EntityManager entities, AuditTrail audit, Clock clock) {
        this.entities = entities;
        this.audit = audit;
        this.clock = clock;
    }

    /** Adds lines, in this order; one thread an erasure. */
    void add(UUID erasure, List<ReportLine.Entry> entries) {
        List<ReportLine> last = read(LINES + "order by number desc limit 1", erasure, query -> {});
        int number = last.isEmpty() ? 0 : last.getFirst().number();
        String hash = last.isEmpty() ? ReportLine.NO_HASH : last.getFirst().hash();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (ReportLine.Entry entry : entries) {
            ReportLine line = ReportLine.after(hash, ++number, storable(entry), now);
            insert(erasure, line);
            hash = line.hash();
        }
    }

    private static ReportLine.Entry storable(ReportLine.Entry entry) {
        return new ReportLine.Entry(
                entry.recordingId(),
                entry.kind(),
                StoredText.of(entry.what()),
                entry.outcome(),
                StoredText.of(entry.because()));
    }

    private void insert(UUID erasure, ReportLine line) {
        entities.createNativeQuery("""
                        insert into erasure_line (erasure_id, number, tenant_id, recording_id, kind, what, outcome, because,
                               at, hash)
                        values (:id, :number, :tenant, cast(:recording as uuid), :kind, :what, upper(:outcome), :because,
                               :at, :hash)""")
                .setParameter("id", erasure)
                .setParameter("number", line.number())
                .setParameter("tenant", CurrentTenant.get())
                .setParameter(
                        "recording",
                        line.recordingId() == null ? null : line.recordingId().toString())
                .setParameter("kind", line.kind())
                .setParameter("what", line.what())
                .setParameter("outcome", line.outcome())
                .setParameter("because", line.because())
                .setParameter("at", line.at())
                .setParameter("hash", line.hash())
                .executeUpdate();
    }

    /** The report is complete: its last hash goes to the erasure and to the audit trail, and who it was about is forgotten. */
    void close(UUID erasure, ErasureState state) {
        String digest = read(LINES + "order by number desc limit 1", erasure, query -> {})
                .getFirst()
                .hash();
        entities.createNativeQuery("""
                        update erasure set state = :state, digest = :digest, ended_at = :now, due_at = null,
                               subject = case when :state = 'DONE' then '' else subject end
                         where id = :id and tenant_id = :tenant""")
                .setParameter("state", state.name())
                .setParameter("digest", digest)
                .setParameter("now", clock.instant().truncatedTo(ChronoUnit.MICROS))
                .setParameter("id", erasure)
                .setParameter("tenant", CurrentTenant.get())
                .executeUpdate();
        audit.add(AuditEvent.of(Actor.SYSTEM, AuditAction.DELETE, Erasures.KIND, erasure)
                .saying(words(digest)));
    }

    private static String words(String digest) {
        return "report " + digest;
    }

    /** Lines after that number. */
    public List<ReportLine> lines(UUID erasure, int after, int most) {
        return read(
                LINES + "and number > :after order by number limit :most",
                erasure,
                query -> query.setParameter("after", after).setParameter("most", most));
    }

    /** Reads every line again. */
    public Proof verify(UUID erasure, String digest) {
        List<Wording> wrong = new ArrayList<>();
        String hash = ReportLine.NO_HASH;
        int number = 0;
        for (ReportLine line : lines(erasure, 0, Integer.MAX_VALUE)) {
            number++;
            if (line.number() != number || !line.follows(hash)) {
                wrong.add(Wording.of("line %s was changed, or one before it removed", line.number()));
                break;
            }
            hash = line.hash();
        }
        if (digest.isEmpty()) {
            wrong.add(Wording.of("it has not ended: there is no digest yet"));
        } else if (!hash.equals(digest)) {
            wrong.add(Wording.of("its last line is not the one it ended with"));
        }
        if (!digest.isEmpty() && !isInAuditTrail(erasure, digest)) {
            wrong.add(Wording.of("the audit trail does not name this digest"));
        }
        return new Proof(wrong.isEmpty(), number, digest, wrong);
    }

    private boolean isInAuditTrail(UUID erasure, String digest) {
        return !entities.createNativeQuery("""
                        select seq from audit_entry
                         where tenant_id = :tenant and object_id = :id and object = :kind and detail = :words""")
                .setParameter("tenant", CurrentTenant.get())
                .setParameter("id", erasure.toString())
                .setParameter("kind", Erasures.KIND)
                .setParameter("words", words(digest))
                .getResultList()
                .isEmpty();
    }

    /** Sets what a query asks for. */
    private interface Parameters {
        void set(Query query);
    }

    private List<ReportLine> read(String sql, UUID erasure, Parameters parameters) {
        Query query = entities.createNativeQuery(sql, Tuple.class)
                .setParameter("id", erasure)
                .setParameter("tenant", CurrentTenant.get());
        parameters.set(query);
        List<?> rows = query.getResultList();
        return rows.stream().map(Tuple.class::cast).map(ErasureReport::line).toList();
    }

    private static ReportLine line(Tuple row) {
        @Nullable UUID recording = row.get("recording_id", UUID.class);
        return new ReportLine(
                row.get("number", Number.class).intValue(),
                recording,
                row.get("kind", String.class),
                row.get("what", String.class),
                row.get("outcome", String.class),
                row.get("because", String.class),
                row.get("at", Instant.class),
                row.get("hash", String.class));
    }
}
