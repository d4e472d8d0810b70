package org.holdfast.web.portal.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.QueryRejected;
import org.holdfast.search.RecordingPage;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Parties;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.VerdictLabel;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The list of recordings with its filters; all of its state is in its address. Of one request. */
@Named
@RequestScoped
public class RecordingsView {
    private static final int ROWS = 25;

    /** The filters that are folded away until one of them is used. */
    private static final List<String> SELDOM =
            List.of("participant", "direction", "user", "group", "tag", "node", "min", "max", "sort");

    @Inject
    private RecordingSearch search;

    @Inject
    private SearchPeople people;

    @Inject
    private BrowserZone browser;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private Memory memory;

    private final Map<String, String> filter = new HashMap<>();
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
            String node,
            List<String> tags) {}

    /** A range one click away. */
    public record QuickRange(String label, String href, boolean chosen) {}

    /** One of several. */
    public record Choice(String value, String label) {}

    /** Reads the page the address asks for. */
    public void find() {
        try {
            SignedIn user = session.user().orElseThrow();
            RecordingQuery query = new WrittenFilters(address(), browser, people).query(ROWS, cursor);
            page = search.find(query, Sight.of(gate, user));
            memory.searched(user, address().query());
            answered = true;
        } catch (QueryRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (WrittenFilters.Unreadable e) {
            Notice.warn(String.valueOf(e.getMessage()));
        } catch (CatalogueUnavailable e) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    /** Shows what that query finds, beside the word why something asked of it was not done. */
    void again(String query) {
        filter.clear();
        filter.putAll(SearchAddress.ofQuery(query).filters());
        find();
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
                recording.node(),
                recording.tags());
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

    /** Whether one of the filters that are seldom needed is used. */
    public boolean isDetailed() {
        return address().hasAny(SELDOM);
    }

    public String getQuery() {
        return address().query();
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
        SearchAddress address = address();
        return new QuickRange(Texts.of(label), address.during(start, end).href(""), address.isDuring(start, end));
    }

    private static String midnight(LocalDate day) {
        return day + "T00:00";
    }

    SearchAddress address() {
        return new SearchAddress(filter);
    }

    public List<VerdictLabel> getVerdicts() {
        return VerdictLabel.all();
    }

    public List<Choice> getDirections() {
        return Stream.of("inbound", "outbound")
                .map(word -> new Choice(word, Texts.of("direction." + word)))
                .toList();
    }

    /** Other than the newest first. */
    public List<Choice> getSorts() {
        return Stream.of(RecordingQuery.Sort.values())
                .filter(sort -> sort != RecordingQuery.Sort.NEWEST)
                .map(sort -> sort.name().toLowerCase(Locale.ROOT))
                .map(word -> new Choice(word, Texts.of("sort." + word)))
                .toList();
    }

    /** What is written into the filters, by their names. */
    public Map<String, String> getFilter() {
        return filter;
    }

    public String getCursor() {
        return cursor;
    }

    public void setCursor(@Nullable String cursor) {
        this.cursor = cursor == null ? "" : cursor;
    }
}
