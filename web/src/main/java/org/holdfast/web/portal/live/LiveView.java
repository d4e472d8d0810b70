package org.holdfast.web.portal.live;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Mask;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.audit.AuditAction;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.live.LiveAnswer;
import org.holdfast.live.LiveCalls;
import org.holdfast.live.LiveListening;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Parties;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The calls being recorded now. Of one request; the page asks again when it is told of news. */
@Named
@RequestScoped
public class LiveView {
    @Inject
    private LiveCalls calls;

    @Inject
    private LiveListening listening;

    @Inject
    private PortalSession session;

    @Inject
    private Gate gate;

    @Inject
    private Memory memory;

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
            boolean pausable,
            boolean audible,
            boolean here,
            boolean onDemand,
            Parties parties,
            Moment started,
            String duration,
            String node) {}

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = visible();
            rows = known;
        }
        return known;
    }

    private List<Row> visible() {
        SignedIn user = session.user().orElseThrow();
        return calls.running().stream()
                .filter(call -> gate.mayLive(user, Right.LIST, aors(call)))
                .map(call -> row(
                        call,
                        gate.mayLive(user, Right.SEE_NUMBERS, aors(call)),
                        gate.mayLive(user, Right.PAUSE, aors(call)),
                        gate.mayLive(user, Right.LISTEN_LIVE, aors(call))))
                .toList();
    }

    private static List<String> aors(LiveRecording call) {
        return call.parties().stream().map(LiveRecording.Party::aor).toList();
    }

    private Row row(LiveRecording live, boolean numbers, boolean pausable, boolean audible) {
        String state = live.paused() ? "paused" : live.onHold() ? "on-hold" : "recording";
        return new Row(
                live.recordingId().toString(),
                state,
                Texts.of("state." + state),
                live.paused(),
                pausable,
                audible,
                listening.isHere(live),
                live.onDemand(),
                numbers ? Parties.live(live.parties()) : Parties.live(masked(live.parties())),
                browser.moment(live.startedAt()),
                Durations.clock(Duration.between(live.startedAt(), clock.instant())),
                live.node());
    }

    private static List<LiveRecording.Party> masked(List<LiveRecording.Party> parties) {
        return parties.stream()
                .map(party -> new LiveRecording.Party(Mask.address(party.aor()), Mask.text(party.name())))
                .toList();
    }

    /** The page asks for news. */
    public void refresh() {
        rows = null;
    }

    public void pause() {
        tell(allowed() ? calls.pause(chosen(), user().login()) : LiveAnswer.NOT_RUNNING, AuditAction.PAUSE);
    }

    public void resume() {
        tell(allowed() ? calls.resume(chosen(), user().login()) : LiveAnswer.NOT_RUNNING, AuditAction.RESUME);
    }

    public void keep() {
        tell(allowed() ? calls.keep(chosen(), user().login()) : LiveAnswer.NOT_RUNNING, AuditAction.KEEP);
    }

    /** Asked anew: the button was drawn some time ago. */
    private boolean allowed() {
        List<String> aors = calls.running().stream()
                .filter(call -> call.recordingId().equals(chosen()))
                .findFirst()
                .map(LiveView::aors)
                .orElse(List.of());
        try {
            gate.requireLive(user(), Right.PAUSE, chosen(), aors);
            return true;
        } catch (Refused | OutOfReach refused) {
            return false;
        }
    }

    /** The call whose button was pressed, by its id: its place in the list may have changed since the page was drawn. */
    private static UUID chosen() {
        return Posted.id("call");
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    private void tell(LiveAnswer answer, AuditAction action) {
        rows = null;
        switch (answer) {
            case DONE -> memory.done(user(), action, chosen().toString());
            case NOT_RUNNING -> Notice.warn(Texts.of("live.gone"));
            case NO_ANSWER -> Notice.error(Texts.of("live.not-confirmed"));
        }
    }
}
