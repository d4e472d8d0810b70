package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.QueryRejected;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The list of recordings with its filters; all of its state is in its address. Of one request. */
@Named
@RequestScoped
public class RecordingsView {
    private static final int ROWS = 25;

    @Inject
    private RecordingSearch search;

    @Inject
    private BrowserZone browser;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private Memory memory;

    private String q = "";
    private String from = "";
    private String to = "";
    private String verdict = "";
    private String cursor = "";
    private RecordingPage page = new RecordingPage(List.of(), null, null);
    private boolean answered;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingsView() {}

    /** A line of the list. */
    public record Row(
            String id,
            VerdictLabel verdict,
            String reasons,
            Parties parties,
            Moment started,
            String duration,
            String node) {}

    /** A range one click away. */
    public record QuickRange(String label, String href, boolean chosen) {}

    /** Reads the page the address asks for. */
    public void find() {
        try {
            SignedIn user = session.user().orElseThrow();
            RecordingQuery query = RecordingQuery.all()
                    .withText(q.isBlank() ? null : q.strip())
                    .between(instant(from), instant(to))
                    .withVerdict(Verdict.ofWord(verdict).orElse(null))
                    .limitedTo(ROWS)
                    .at(cursor.isBlank() ? null : cursor);
            page = search.find(query, Sight.of(gate, user));
            memory.searched(user, address().query());
            answered = true;
        } catch (DateTimeException e) {
            say(Texts.of("filter.wrong", String.valueOf(e.getMessage())));
        } catch (QueryRejected e) {
            say(String.valueOf(e.getMessage()));
        } catch (CatalogueUnavailable e) {
            say(Texts.of("unavailable"));
        }
    }

    /** From the form to the address of the same filters, first page. */
    public void search() throws IOException {
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .redirect(address().href(""));
    }

    public List<Row> getRows() {
        return page.items().stream().map(this::row).toList();
    }

    private Row row(RecordingSummary recording) {
        return new Row(
                recording.id().toString(),
                VerdictLabel.of(recording.verdict()),
                String.join(" ", recording.verdictReasons()),
                Parties.recorded(recording.participants()),
                browser.moment(recording.startedAt()),
                Durations.length(recording.durationMs()),
                recording.node());
    }

    public boolean isNothing() {
        return page.items().isEmpty();
    }

    /** False when the catalogue could not be asked: an empty list then proves nothing. */
    public boolean isAnswered() {
        return answered;
    }

    public boolean isFiltered() {
        return address().filtered();
    }

    public String getOlderHref() {
        return href(page.next());
    }

    public String getNewerHref() {
        return href(page.previous());
    }

    private String href(@Nullable String place) {
        return place == null ? "" : address().href(place);
    }

    public List<QuickRange> getQuickRanges() {
        LocalDate today = browser.today();
        return List.of(
                quick("quick.all", "", ""),
                quick("quick.today", midnight(today), ""),
                quick("quick.yesterday", midnight(today.minusDays(1)), midnight(today)),
                quick("quick.week", midnight(today.minusDays(6)), ""));
    }

    private QuickRange quick(String label, String start, String end) {
        return new QuickRange(
                Texts.of(label), address().during(start, end).href(""), from.equals(start) && to.equals(end));
    }

    private static String midnight(LocalDate day) {
        return day + "T00:00";
    }

    private ListAddress address() {
        return new ListAddress(q, from, to, verdict);
    }

    private @Nullable Instant instant(String local) {
        if (local.isBlank()) {
            return null;
        }
        try {
            return browser.instant(LocalDateTime.parse(local));
        } catch (DateTimeException e) {
            throw new DateTimeException(local, e);
        }
    }

    private static void say(String what) {
        FacesContext.getCurrentInstance().addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, what, null));
    }

    public List<VerdictLabel> getVerdicts() {
        return VerdictLabel.all();
    }

    public String getQ() {
        return q;
    }

    public void setQ(@Nullable String q) {
        this.q = q == null ? "" : q;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String from) {
        this.from = from == null ? "" : from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(@Nullable String to) {
        this.to = to == null ? "" : to;
    }

    public String getVerdict() {
        return verdict;
    }

    public void setVerdict(@Nullable String verdict) {
        this.verdict = verdict == null ? "" : verdict;
    }

    public String getCursor() {
        return cursor;
    }

    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor == null ? "" : cursor;
    }
}
