package org.holdfast.web.portal.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.List;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.saved.SavedSearches;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The searches that the reader keeps. Of one request. */
@Named
@RequestScoped
public class SavedView {
    @Inject
    private SavedSearches saved;

    @Inject
    private PortalSession session;

    @Inject
    private RecordingsView list;

    private String name = "";
    private @Nullable List<Line> lines;

    @SuppressWarnings("NullAway.Init") // injected
    public SavedView() {}

    /** A saved search. */
    public record Line(String id, String name, String href, boolean chosen) {}

    /** Those of the reader; none while the catalogue does not answer. */
    public List<Line> getLines() {
        List<Line> known = lines;
        if (known == null) {
            known = read();
            lines = known;
        }
        return known;
    }

    private List<Line> read() {
        String now = list.address().query();
        try {
            return saved.of(session.user().orElseThrow()).stream()
                    .map(search -> {
                        SearchAddress address = SearchAddress.ofQuery(search.query());
                        return new Line(
                                search.id().toString(),
                                search.name(),
                                address.href(""),
                                address.query().equals(now));
                    })
                    .toList();
        } catch (CatalogueUnavailable away) {
            return List.of();
        }
    }

    /** Whether what is shown can be kept. Faces asks before it knows the filters of a page that is sent back. */
    public boolean isOffered() {
        return list.isFiltered() || FacesContext.getCurrentInstance().isPostback();
    }

    /** Keeps what is shown under that name. */
    public void keep() throws IOException {
        String query = Posted.text("query");
        try {
            saved.keep(
                    session.user().orElseThrow(),
                    name,
                    SearchAddress.ofQuery(query).query());
            back(query);
        } catch (ChangeRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
            list.again(query);
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    public void forget() throws IOException {
        try {
            saved.forget(session.user().orElseThrow(), Posted.id("search"));
            back(Posted.text("query"));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    private static void back(String query) throws IOException {
        context().redirect(SearchAddress.ofQuery(query).href(""));
    }

    private static ExternalContext context() {
        return FacesContext.getCurrentInstance().getExternalContext();
    }

    public String getName() {
        return name;
    }

    public void setName(@Nullable String name) {
        this.name = name == null ? "" : name;
    }
}
