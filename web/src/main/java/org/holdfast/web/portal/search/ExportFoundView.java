package org.holdfast.web.portal.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.export.Exports;
import org.holdfast.playback.MediaFormat;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.QueryRejected;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;

/** Orders an export of everything that the shown search finds, then leads to where it is packed. Of one request. */
@Named
@RequestScoped
public class ExportFoundView {
    @Inject
    private Exports exports;

    @Inject
    private RecordingsView list;

    @Inject
    private SearchPeople people;

    @Inject
    private BrowserZone browser;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @SuppressWarnings("NullAway.Init") // injected
    public ExportFoundView() {}

    /** Whether there is something the reader may take away. Faces asks before it knows the rows of a page that is sent back. */
    public boolean isOffered() {
        SignedIn user = user();
        return gate.may(user, Right.EXPORT)
                && gate.may(user, Right.DOWNLOAD)
                && (!list.isNothing() || FacesContext.getCurrentInstance().isPostback());
    }

    /** Orders it. What of it the reader may not take away is left out as it is packed. */
    public void order() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        SearchAddress address = SearchAddress.ofQuery(Posted.text("query"));
        String asked = address.query();
        try {
            exports.order(
                    user(),
                    MediaFormat.STORED,
                    asked.isEmpty() ? Texts.of("quick.all") : asked,
                    new WrittenFilters(address, browser, people).query(Exports.MOST, ""));
            faces.getExternalContext().redirect("exports.xhtml");
            return;
        } catch (Refused refused) {
            Notice.warn(Texts.of("refused.here"));
        } catch (ChangeRejected | QueryRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (WrittenFilters.Unreadable unreadable) {
            Notice.warn(String.valueOf(unreadable.getMessage()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
        list.again(asked);
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }
}
