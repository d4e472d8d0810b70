package org.holdfast.web.portal.operation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.holdfast.work.OpenWork;
import org.holdfast.work.WorkList;
import org.jspecify.annotations.Nullable;

/** Open work, what was given up first; runs it again or sets it aside. Of one request; the page asks again by itself. */
@Named
@RequestScoped
public class WorkView {
    private static final int MOST_OF_A_STATE = 100;

    @Inject
    private WorkList work;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private @Nullable List<Row> rows;
    private boolean answered = true;

    @SuppressWarnings("NullAway.Init") // injected
    public WorkView() {}

    /** One item. */
    public record Row(
            String id,
            String recording,
            String badge,
            String state,
            String kind,
            Moment since,
            Moment at,
            int attempts,
            String because,
            boolean runnable,
            boolean givenUp) {}

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = find();
            rows = known;
        }
        return known;
    }

    /** False when the catalogue was away. */
    public boolean isAnswered() {
        return answered;
    }

    /** Whether there is something for {@link #runAllAgain}. */
    public boolean isSomeGivenUp() {
        return getRows().stream().anyMatch(Row::givenUp);
    }

    /** The page asks for news. */
    public void refresh() {
        rows = null;
    }

    public void runAgain() {
        act(() -> work.runAgain(chosen()) ? "work.runs-again" : "work.gone");
    }

    public void runAllAgain() {
        act(() -> work.runAllAgain() > 0 ? "work.runs-again" : "work.gone");
    }

    public void setAside() {
        act(() -> work.setAside(chosen(), who()) ? "work.is-set-aside" : "work.gone");
    }

    /** Does something and gives the text that tells of it. */
    private interface Act {
        String done();
    }

    private void act(Act act) {
        rows = null;
        try {
            Notice.info(Texts.of(act.done()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    private List<Row> find() {
        List<Row> found = new ArrayList<>();
        try {
            for (OpenWork.State state : OpenWork.State.values()) {
                work.open(state, null, MOST_OF_A_STATE).forEach(item -> found.add(row(item)));
            }
        } catch (CatalogueUnavailable away) {
            answered = false;
            Notice.warn(Texts.of("unavailable"));
        }
        return List.copyOf(found);
    }

    private Row row(OpenWork item) {
        String state = item.state().name().toLowerCase(Locale.ROOT).replace('_', '-');
        String aside = item.byWhom() == null ? "" : Texts.of("work.aside.by", item.byWhom()) + " ";
        return new Row(
                item.id().toString(),
                item.recordingId().toString(),
                badge(item.state()),
                Texts.of("work.state." + state),
                Texts.known("work.kind." + item.kind().toLowerCase(Locale.ROOT), item.kind()),
                browser.moment(item.createdAt()),
                browser.moment(item.at()),
                item.attempts(),
                aside + (item.because() == null ? "" : item.because()),
                item.state() != OpenWork.State.RUNNING,
                item.state() == OpenWork.State.GIVEN_UP);
    }

    private static String badge(OpenWork.State state) {
        return switch (state) {
            case GIVEN_UP -> "no-media";
            case RUNNING -> "complete";
            case WAITING -> "pending";
            case SET_ASIDE -> "silent";
        };
    }

    private static UUID chosen() {
        return Posted.id("item");
    }

    private String who() {
        return session.user().map(user -> user.login()).orElseThrow();
    }
}
