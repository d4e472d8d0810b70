package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveCalls;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The calls being recorded now. Of one request; the page asks again every few seconds. */
@Named
@RequestScoped
public class LiveView {
    @Inject
    private LiveCalls calls;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    @Inject
    private Clock clock;

    private @Nullable List<Row> rows;

    @SuppressWarnings("NullAway.Init") // injected
    public LiveView() {}

    /** A running call. */
    public record Row(
            String id,
            String state,
            String stateLabel,
            boolean paused,
            Parties parties,
            Moment started,
            String duration,
            String node) {}

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = calls.running().stream().map(this::row).toList();
            rows = known;
        }
        return known;
    }

    private Row row(LiveRecording live) {
        String state = live.paused() ? "paused" : live.onHold() ? "on-hold" : "recording";
        return new Row(
                live.recordingId().toString(),
                state,
                Texts.of("state." + state),
                live.paused(),
                Parties.live(live.parties()),
                browser.moment(live.startedAt()),
                Durations.clock(Duration.between(live.startedAt(), clock.instant())),
                live.node());
    }

    /** The page asks for news. */
    public void refresh() {
        rows = null;
    }

    public void pause() {
        tell(calls.pause(chosen(), who()));
    }

    public void resume() {
        tell(calls.resume(chosen(), who()));
    }

    /** The call whose button was pressed, by its id: its place in the list may have changed since the page was drawn. */
    private static UUID chosen() {
        ExternalContext request = FacesContext.getCurrentInstance().getExternalContext();
        return UUID.fromString(request.getRequestParameterMap().getOrDefault("call", ""));
    }

    private String who() {
        return session.user().map(user -> user.login()).orElseThrow();
    }

    private void tell(boolean running) {
        rows = null;
        if (!running) {
            FacesContext.getCurrentInstance()
                    .addMessage(null, new FacesMessage(FacesMessage.SEVERITY_WARN, Texts.of("live.gone"), null));
        }
    }
}
