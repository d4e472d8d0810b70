package org.holdfast.web.portal.reconcile;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.reconcile.ExpectedCall;
import org.holdfast.reconcile.ExpectedCallsReader;
import org.holdfast.reconcile.ListRejected;
import org.holdfast.reconcile.Reconciliation;
import org.holdfast.reconcile.Report;
import org.holdfast.reconcile.ReportLine;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** A list of expected calls is uploaded here, and what was found is read. Of one request. */
@Named
@RequestScoped
public class ReconciliationView {
    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_SHOWN = 200;

    @Inject
    private Reconciliation reconciliation;

    @Inject
    private PortalSession session;

    @Inject
    private Gate gate;

    @Inject
    private BrowserZone browser;

    private String id = "";
    private @Nullable Part file;
    private String tolerance = "60";
    private Reconciliation.@Nullable Found found;
    private @Nullable List<Head> reports;

    @SuppressWarnings("NullAway.Init") // injected
    public ReconciliationView() {}

    /** A report in the list. */
    public record Head(String id, Moment made, String by, String name, Report.Counts counts) {}

    /** A call of a report. */
    public record Line(
            String badge,
            String outcome,
            Moment time,
            String from,
            String to,
            String recording,
            String line,
            boolean differs) {}

    public String getId() {
        return id;
    }

    public void setId(@Nullable String wanted) {
        id = wanted == null ? "" : wanted;
    }

    public @Nullable Part getFile() {
        return file;
    }

    public void setFile(@Nullable Part uploaded) {
        file = uploaded;
    }

    public String getTolerance() {
        return tolerance;
    }

    public void setTolerance(String seconds) {
        tolerance = seconds;
    }

    /** Shows the report that the address names. */
    public void open() {
        if (!id.isEmpty() && isAllowed()) {
            try {
                found = reconciliation.find(user(), Ids.orNone(id)).orElse(null);
            } catch (CatalogueUnavailable away) {
                Notice.warn(Texts.of("unavailable"));
            }
        }
    }

    /** Whether the right to export goes as far as a report does. */
    public boolean isAllowed() {
        return gate.reachOrNothing(user(), Right.EXPORT).everything();
    }

    /** Compares the uploaded list. */
    public @Nullable String compare() {
        Part uploaded = file;
        try {
            gate.requireEverything(user(), Right.EXPORT);
            if (uploaded == null || uploaded.getSize() == 0) {
                Notice.error(Texts.of("reconcile.no-file"));
            } else if (uploaded.getSize() > MOST_BYTES) {
                Notice.error(Texts.of("reconcile.too-long", MOST_BYTES >> 20));
            } else {
                return compared(uploaded);
            }
        } catch (ListRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (Refused refused) {
            Notice.error(Texts.of("reconcile.not-allowed"));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        } catch (IOException unreadable) {
            Notice.error(Texts.of("reconcile.no-file"));
        }
        return null;
    }

    private String compared(Part uploaded) throws IOException, ListRejected {
        String name = String.valueOf(uploaded.getSubmittedFileName());
        Reconciliation.Wish wish = new Reconciliation.Wish(name, seconds(), null, null);
        Reconciliation.Found made = reconciliation.compare(user(), wish, read(uploaded, name));
        return "reconciliation?faces-redirect=true&id=" + made.report().id();
    }

    private List<ExpectedCall> read(Part uploaded, String name) throws IOException, ListRejected {
        ZoneId zone = zone();
        try (Reader text = new InputStreamReader(uploaded.getInputStream(), StandardCharsets.UTF_8)) {
            return name.endsWith(".json") ? ExpectedCallsReader.json(text, zone) : ExpectedCallsReader.csv(text, zone);
        }
    }

    private ZoneId zone() {
        try {
            return ZoneId.of(browser.getName());
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    private Duration seconds() throws ListRejected {
        if (!tolerance.strip().matches("\\d{1,4}") || Integer.parseInt(tolerance.strip()) > 3600) {
            throw new ListRejected("%s", Texts.of("reconcile.tolerance.wrong"));
        }
        return Duration.ofSeconds(Long.parseLong(tolerance.strip()));
    }

    public List<Head> getReports() {
        List<Head> known = reports;
        if (known == null) {
            known = find();
            reports = known;
        }
        return known;
    }

    private List<Head> find() {
        try {
            return isAllowed() ? reconciliation.list().stream().map(this::head).toList() : List.of();
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
            return List.of();
        }
    }

    private Head head(Report report) {
        return new Head(
                report.id().toString(),
                browser.moment(report.madeAt()),
                report.madeBy(),
                report.name(),
                report.counts());
    }

    public @Nullable Head getReport() {
        return found == null ? null : head(found.report());
    }

    /** The missing first, then the unexpected, then the matched; the first of them only, the rest is in the CSV. */
    public List<Line> getLines() {
        return found == null
                ? List.of()
                : found.lines().stream().limit(MOST_SHOWN).map(this::line).toList();
    }

    public int getHidden() {
        return found == null ? 0 : Math.max(0, found.lines().size() - MOST_SHOWN);
    }

    private Line line(ReportLine line) {
        String badge = switch (line.outcome()) {
            case MATCHED -> "complete";
            case MISSING -> "no-media";
            case UNEXPECTED -> "pending";
        };
        return new Line(
                badge,
                Texts.of("reconcile." + line.outcome().word()),
                browser.moment(line.at()),
                line.from(),
                line.to(),
                line.recordingId() == null ? "" : line.recordingId().toString(),
                line.line() == 0 ? "" : Texts.of("reconcile.line", Long.toString(line.line())),
                line.differs());
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }
}
