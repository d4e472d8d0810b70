package org.holdfast.web.portal.people;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/**
 * What a page of people was asked: its address is all of its state, and forms carry it on in hidden fields of the same
 * names, so that a table is the same when one of its buttons is pressed. Of one request.
 */
@RequestScoped
public class Asked {
    @Inject
    private HttpServletRequest request;

    @Inject
    private PortalSession session;

    @SuppressWarnings("NullAway.Init") // injected
    public Asked() {}

    /** A value of the address or of a plain field; empty when there is none. */
    String text(String name) {
        return Posted.text(name).strip();
    }

    /** An id; none when there is none, or it is none. */
    @Nullable
    UUID id(String name) {
        return Ids.of(text(name)).orElse(null);
    }

    SignedIn user() {
        return session.user().map(user -> user.from(request.getRemoteAddr())).orElseThrow();
    }

    /** What the page that was sent back keeps under that name; empty on a page that is opened. */
    Optional<Object> ofView(String name) {
        return Optional.ofNullable(FacesContext.getCurrentInstance().getViewRoot())
                .map(view -> view.getViewMap(false))
                .map(kept -> kept.get(name));
    }

    /** The page keeps that name, on the server, until it is left. */
    void keepInView(String name) {
        FacesContext.getCurrentInstance().getViewRoot().getViewMap().put(name, true);
    }

    boolean isPostback() {
        return FacesContext.getCurrentInstance().isPostback();
    }

    /** Does something that may be rejected, and says why; nothing then. */
    <T> Optional<T> done(Supplier<T> act) {
        try {
            return Optional.of(act.get());
        } catch (ChangeRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("people.unavailable"));
        }
        return Optional.empty();
    }

    /** On to a page, so that pressing reload repeats nothing. */
    void goTo(String page) {
        try {
            FacesContext.getCurrentInstance().getExternalContext().redirect(page);
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    /** There is no such thing: the page of what is not there. */
    void notFound() {
        try {
            FacesContext.getCurrentInstance().getExternalContext().responseSendError(404, "");
            FacesContext.getCurrentInstance().responseComplete();
        } catch (IOException gone) {
            throw new java.io.UncheckedIOException(gone);
        }
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    /** The address of that page with these names and values; what is empty is left out. */
    static String address(String page, String... namesAndValues) {
        StringBuilder address = new StringBuilder(page);
        char joint = '?';
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isBlank()) {
                address.append(joint).append(namesAndValues[i]).append('=').append(encoded(namesAndValues[i + 1]));
                joint = '&';
            }
        }
        return address.toString();
    }
}
