package org.holdfast.reconcile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.StoredText;

/** A kept report. Not replicated: it says what the catalogue of this node held at that moment. */
@Entity
@Table(name = "reconciliation")
public class ReconciliationReport {
    @Id
    private UUID id;

    @TenantId
    @Column(name = "tenant_id")
    private UUID tenantId;

    @Column(name = "made_at")
    private Instant madeAt;

    @Column(name = "made_by")
    private String madeBy;

    private String name;

    @Column(name = "tolerance_seconds")
    private long toleranceSeconds;

    @Column(name = "period_from")
    private Instant periodFrom;

    @Column(name = "period_until")
    private Instant periodUntil;

    private int expected;
    private int matched;
    private int missing;
    private int unexpected;
    private int differing;

    private byte[] lines;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected ReconciliationReport() {}

    @SuppressWarnings("NullAway.Init") // Hibernate sets the tenant
    ReconciliationReport(Report report, List<ReportLine> found) {
        id = RowId.next();
        madeAt = report.madeAt();
        madeBy = StoredText.of(report.madeBy());
        name = StoredText.of(report.name());
        toleranceSeconds = report.tolerance().toSeconds();
        periodFrom = report.from();
        periodUntil = report.until();
        expected = report.counts().expected();
        matched = report.counts().matched();
        missing = report.counts().missing();
        unexpected = report.counts().unexpected();
        differing = report.counts().differing();
        lines = ReportFormat.encoded(found);
    }

    Report report() {
        return new Report(
                id,
                madeAt,
                madeBy,
                name,
                Duration.ofSeconds(toleranceSeconds),
                periodFrom,
                periodUntil,
                new Report.Counts(expected, matched, missing, unexpected, differing));
    }

    List<ReportLine> lines() {
        return ReportFormat.decoded(lines);
    }
}
