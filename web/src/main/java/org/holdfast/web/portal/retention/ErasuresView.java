package org.holdfast.web.portal.retention;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.erasure.ErasureReport;
import org.holdfast.erasure.Erasures;
import org.holdfast.erasure.KnownErasure;
import org.holdfast.erasure.Proof;
import org.holdfast.erasure.ReportLine;
import org.holdfast.erasure.Subject;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** Erasures: find, confirm, follow, and the report. Of one request. */
@Named
@RequestScoped
public class ErasuresView {
    private static final int LISTED = 50;
    private static final int LINES = 500;

    @Inject
    private Erasures erasures;

    @Inject
    private ErasureReport report;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private String id = "";
    private String reference = "";
    private String address = "";

    @SuppressWarnings("NullAway.Init") // injected
    public ErasuresView() {}

    /** Which erasure the buttons that were sent are of must be known when they are looked for, before the form is read. */
    @PostConstruct
    void begin() {
        id = Posted.text("erasure");
    }

    /** An erasure of the list. */
    public record Row(
            String id, String reference, String badge, String state, Moment requested, KnownErasure erasure) {}

    public List<Row> getRows() {
        return isAllowed() ? erasures.list(null, LISTED).stream().map(this::row).toList() : List.of();
    }

    /** Who may delete only some recordings may not ask for all of a person. */
    public boolean isAllowed() {
        return gate.holds(user(), new Permission(Right.DELETE, Scope.TENANT));
    }

    private Row row(KnownErasure erasure) {
        String badge = switch (erasure.state()) {
            case "done" -> "complete";
            case "prevented" -> "interrupted";
            case "running" -> "pending";
            default -> "silent";
        };
        return new Row(
                erasure.id().toString(),
                erasure.reference(),
                badge,
                Texts.of("erasure.state." + erasure.state()),
                browser.moment(erasure.requestedAt()),
                erasure);
    }

    public @Nullable Row getChosen() {
        return isAllowed() ? uuid().flatMap(erasures::find).map(this::row).orElse(null) : null;
    }

    /** What of it stays, or is still to go. */
    public List<Erasures.Concerned> getStaying() {
        return uuid().map(erasure -> erasures.recordings(erasure, null, LINES).stream()
                        .filter(recording -> !recording.state().equals("gone"))
                        .toList())
                .orElse(List.of());
    }

    public List<ReportLine> getLines() {
        return isAllowed()
                ? uuid().map(erasure -> report.lines(erasure, 0, LINES)).orElse(List.of())
                : List.of();
    }

    public void find() {
        act(() -> {
            KnownErasure found = erasures.request(user(), reference, new Subject(Subject.Kind.ADDRESS, address));
            id = found.id().toString();
            return Texts.of("erasure.found", found.recordings());
        });
    }

    /** What was found, by whoever reads the page that says how much. */
    public void confirm() {
        act(() -> {
            UUID erasure = uuid().orElseThrow(ChangeRejected::unknown);
            erasures.confirm(user(), erasure, shown());
            return Texts.of("erasure.confirmed");
        });
    }

    private static int shown() {
        String shown = Posted.text("recordings");
        return shown.matches("\\d{1,6}") ? Integer.parseInt(shown) : -1;
    }

    public void cancel() {
        act(() -> {
            erasures.cancel(user(), uuid().orElseThrow(ChangeRejected::unknown));
            return Texts.of("erasure.cancelled");
        });
    }

    public void runAgain() {
        act(() -> {
            erasures.runAgain(user(), uuid().orElseThrow(ChangeRejected::unknown));
            return Texts.of("erasure.confirmed");
        });
    }

    public void verify() {
        act(() -> {
            KnownErasure erasure = uuid().flatMap(erasures::find).orElseThrow(ChangeRejected::unknown);
            Proof proof = report.verify(erasure.id(), erasure.digest());
            return proof.intact()
                    ? Texts.of("erasure.intact", proof.lines())
                    : Texts.of(
                            "erasure.broken",
                            proof.wrong().stream().map(Texts::of).collect(Collectors.joining("; ")));
        });
    }

    /** Does something and gives the words that tell of it. */
    private interface Act {
        String done();
    }

    private void act(Act act) {
        if (!isAllowed()) {
            Notice.warn(Texts.of("refused"));
            return;
        }
        try {
            Notice.info(act.done());
        } catch (ChangeRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    private Optional<UUID> uuid() {
        return Ids.of(id);
    }

    public String getId() {
        return id;
    }

    public void setId(@Nullable String text) {
        id = text == null ? "" : text;
    }

    public String getReference() {
        return reference;
    }

    public void setReference(@Nullable String text) {
        reference = text == null ? "" : text;
    }

    public String getAddress() {
        return address;
    }

    public void setAddress(@Nullable String text) {
        address = text == null ? "" : text;
    }
}
