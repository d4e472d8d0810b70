package org.holdfast.web.portal.share;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.share.KnownLink;
import org.holdfast.share.ShareLinks;
import org.holdfast.share.SharedMoment;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.RecordingView;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** Links to a moment of a recording: making, ending and opening them. Of one request. */
@Named
@RequestScoped
public class ShareView {
    private static final List<Integer> HOURS = List.of(1, 24, 7 * 24, 30 * 24);

    @Inject
    private ShareLinks links;

    @Inject
    private RecordingView recording;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private @Nullable List<Line> lines;
    private int hours = 24;
    private String moment = "";
    private String made = "";
    private String secret = "";

    @SuppressWarnings("NullAway.Init") // injected
    public ShareView() {}

    /** A link that holds. */
    public record Line(String id, String author, String at, String until, boolean endable) {}

    /** How long a link may hold. */
    public record Choice(int hours, String label) {}

    public List<Choice> getChoices() {
        return HOURS.stream()
                .map(length -> new Choice(length, Texts.of("share.hours." + length)))
                .toList();
    }

    public List<Line> getLinks() {
        List<Line> known = lines;
        if (known == null) {
            known = holding();
            lines = known;
        }
        return known;
    }

    private List<Line> holding() {
        SignedIn user = user();
        boolean anybodys = gate.may(user, Right.MANAGE_USERS);
        return Optional.ofNullable(recording.getPage())
                .map(page -> links.of(page.id()).stream()
                        .map(link -> line(link, anybodys || link.authorId().equals(user.userId())))
                        .toList())
                .orElse(List.of());
    }

    private Line line(KnownLink link, boolean endable) {
        return new Line(
                link.id().toString(),
                link.author(),
                Durations.clock(Duration.ofMillis(link.offsetMs())),
                browser.moment(link.expiresAt()).local(),
                endable);
    }

    /** Makes a link; its text is shown this once. */
    public void make() {
        UUID id = Posted.id("recording");
        Duration at = Durations.read(moment).orElse(Duration.ZERO);
        tried(() -> made = address(links.make(user(), new SharedMoment(id, at), Duration.ofHours(hours))
                .secret()));
    }

    /** Ends a link at once. */
    public void end() {
        tried(() -> links.end(user(), Posted.id("recording"), Posted.id("link")));
    }

    private void tried(Runnable change) {
        try {
            change.run();
        } catch (Refused | OutOfReach refused) {
            Notice.warn(Texts.of("refused.here"));
        } catch (ChangeRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
        recording.read(Posted.text("recording"));
        lines = null;
    }

    /** Follows the link that the address holds: to its recording, or nowhere. */
    public void open() throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        ExternalContext answer = faces.getExternalContext();
        try {
            Optional<SharedMoment> found = links.open(user(), secret);
            if (found.isPresent()) {
                answer.redirect("recording.xhtml?id=" + found.get().recordingId() + "&at="
                        + found.get().at().toMillis());
                return;
            }
            answer.responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
        } catch (Refused refused) {
            answer.responseSendError(HttpServletResponse.SC_FORBIDDEN, "");
        } catch (OutOfReach unknown) {
            answer.responseSendError(HttpServletResponse.SC_NOT_FOUND, "");
        } catch (CatalogueUnavailable away) {
            answer.responseSendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "");
        }
        faces.responseComplete();
    }

    /** As the browser knows this portal. */
    private static String address(String secret) {
        HttpServletRequest request = (HttpServletRequest)
                FacesContext.getCurrentInstance().getExternalContext().getRequest();
        return URI.create(request.getRequestURL().toString())
                .resolve("/shared.xhtml?link=" + secret)
                .toString();
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    /** The link that was just made; empty when none was. */
    public String getMade() {
        return made;
    }

    public int getHours() {
        return hours;
    }

    public void setHours(int hours) {
        this.hours = hours;
    }

    public String getMoment() {
        return moment;
    }

    public void setMoment(@Nullable String moment) {
        this.moment = moment == null ? "" : moment;
    }

    public String getSecret() {
        return secret;
    }

    public void setSecret(@Nullable String secret) {
        this.secret = secret == null ? "" : secret;
    }
}
