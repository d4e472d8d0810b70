package org.holdfast.web.api.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.reconcile.Reconciliation;
import org.holdfast.reconcile.Report;
import org.holdfast.reconcile.ReportLine;
import org.jspecify.annotations.Nullable;

/** A report with its lines as REST has it. Immutable. */
public record ReportDocument(Head report, List<Line> missing, List<Line> unexpected, List<Line> matched) {

    /** What was compared, by whom, and the figures. */
    public record Head(
            UUID id,
            Instant madeAt,
            String madeBy,
            String name,
            long toleranceSeconds,
            Instant from,
            Instant to,
            Report.Counts counts) {
        static Head of(Report report) {
            return new Head(
                    report.id(),
                    report.madeAt(),
                    report.madeBy(),
                    report.name(),
                    report.tolerance().toSeconds(),
                    report.from(),
                    report.until(),
                    report.counts());
        }
    }

    /** One call. */
    public record Line(
            long line,
            Instant time,
            String from,
            String to,
            String callId,
            @Nullable Long durationMs,
            @Nullable UUID recordingId,
            @Nullable Instant recordedAt,
            @Nullable Long recordedMs,
            boolean durationDiffers) {
        static Line of(ReportLine line) {
            return new Line(
                    line.line(),
                    line.at(),
                    line.from(),
                    line.to(),
                    line.callId(),
                    millis(line.expected()),
                    line.recordingId(),
                    line.recordedAt(),
                    millis(line.recorded()),
                    line.differs());
        }

        private static @Nullable Long millis(@Nullable Duration duration) {
            return duration == null ? null : duration.toMillis();
        }
    }

    static ReportDocument of(Reconciliation.Found found) {
        return new ReportDocument(
                Head.of(found.report()),
                lines(found, ReportLine.Outcome.MISSING),
                lines(found, ReportLine.Outcome.UNEXPECTED),
                lines(found, ReportLine.Outcome.MATCHED));
    }

    private static List<Line> lines(Reconciliation.Found found, ReportLine.Outcome outcome) {
        return found.lines().stream()
                .filter(line -> line.outcome() == outcome)
                .map(Line::of)
                .toList();
    }
}
