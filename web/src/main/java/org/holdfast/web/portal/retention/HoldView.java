package org.holdfast.web.portal.retention;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.retention.LegalHolds;
import org.holdfast.retention.ObjectLocks;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.RecordingView;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The legal hold of the recording that the page shows. Of one request; what it did is seen by the request after it. */
@Named
@RequestScoped
public class HoldView {
    @Inject
    private LegalHolds holds;

    @Inject
    private ObjectLocks locks;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private RecordingView recording;

    @Inject
    private BrowserZone browser;

    private String reason = "";
    private @Nullable Optional<LegalHolds.InForce> found;

    @SuppressWarnings("NullAway.Init") // injected
    public HoldView() {}

    private Optional<LegalHolds.InForce> hold() {
        Optional<LegalHolds.InForce> known = found;
        if (known == null) {
            known = id().flatMap(holds::of);
            found = known;
        }
        return known;
    }

    public boolean isHeld() {
        return hold().isPresent();
    }

    public String getWords() {
        return hold().map(hold -> Texts.of("hold.words", hold.placedBy(), hold.reason()))
                .orElse("");
    }

    public @Nullable Moment getSince() {
        return hold().map(hold -> browser.moment(hold.placedAt())).orElse(null);
    }

    /** What is known of a lock in a bucket; empty when nothing is. */
    public String getLocked() {
        return id().flatMap(locks::of)
                .map(lock ->
                        Texts.of("hold.locked", browser.moment(lock.until()).local(), lock.because()))
                .orElse("");
    }

    public boolean isAllowed() {
        return id().flatMap(id -> session.user().filter(user -> gate.may(user, Right.HOLD, id)))
                .isPresent();
    }

    public void place() throws IOException {
        String plain = reason.strip();
        if (plain.isEmpty()) {
            Notice.warnOnNextPage(Texts.of("hold.needs.reason"));
            backToThePage();
            return;
        }
        act((user, id) -> holds.place(id, plain, user.actor()));
    }

    public void release() throws IOException {
        act((user, id) -> holds.release(id, user.actor()));
    }

    /** What somebody does to a recording. */
    private interface Act {
        void on(SignedIn user, UUID id);
    }

    private void act(Act act) throws IOException {
        try {
            UUID id = id().orElseThrow();
            SignedIn user = session.user().orElseThrow();
            gate.requireRecording(user, Right.HOLD, id);
            act.on(user, id);
        } catch (Refused | OutOfReach | NoSuchElementException refused) {
            Notice.warnOnNextPage(Texts.of("refused"));
        } catch (CatalogueUnavailable away) {
            Notice.warnOnNextPage(Texts.of("unavailable"));
        }
        backToThePage();
    }

    private void backToThePage() throws IOException {
        FacesContext.getCurrentInstance()
                .getExternalContext()
                .redirect("recording.xhtml?id=" + id().map(UUID::toString).orElse(""));
    }

    private Optional<UUID> id() {
        return Ids.of(recording.getId());
    }

    public String getReason() {
        return reason;
    }

    public void setReason(@Nullable String text) {
        reason = text == null ? "" : text;
    }
}
