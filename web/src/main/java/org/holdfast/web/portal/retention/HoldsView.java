package org.holdfast.web.portal.retention;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.retention.BulkHold;
import org.holdfast.retention.LegalHolds;
import org.holdfast.search.QueryRejected;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.Sight;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** Every legal hold in force, and holding all that a search finds. Of one request. */
@Named
@RequestScoped
public class HoldsView {
    private static final int LISTED = 500;

    @Inject
    private LegalHolds holds;

    @Inject
    private BulkHold bulk;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private String q = "";
    private String from = "";
    private String to = "";
    private String reason = "";
    private @Nullable List<Row> rows;

    @SuppressWarnings("NullAway.Init") // injected
    public HoldsView() {}

    /** A hold. */
    public record Row(String recording, Moment call, String reason, String by, Moment since) {}

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = holds.list(gate.reach(user(), Right.HOLD), null, LISTED).stream()
                    .map(held -> new Row(
                            held.recordingId().toString(),
                            browser.moment(held.startedAt()),
                            held.reason(),
                            held.placedBy(),
                            browser.moment(held.placedAt())))
                    .toList();
            rows = known;
        }
        return known;
    }

    /** How much the search finds, before anything is held. */
    public void count() {
        act(() -> {
            int found = bulk.found(query(), sight()).size();
            return Texts.of("holds.found", found);
        });
    }

    public void holdAll() {
        if (reason.isBlank()) {
            Notice.warn(Texts.of("hold.needs.reason"));
            return;
        }
        act(() -> {
            BulkHold.Placed done = bulk.place(query(), sight(), reason.strip(), user().actor());
            return Texts.of("holds.placed", done.placed(), done.already());
        });
    }

    public void release() {
        act(() -> {
            UUID id = Posted.id("recording");
            gate.requireRecording(user(), Right.HOLD, id);
            holds.release(id, user().actor());
            return Texts.of("holds.released");
        });
    }

    private RecordingQuery query() {
        if (q.isBlank() && from.isBlank() && to.isBlank()) {
            throw ChangeRejected.invalid("", "%s", Texts.of("holds.needs.query"));
        }
        return RecordingQuery.all().withText(q.isBlank() ? null : q.strip()).between(instant(from), instant(to));
    }

    private @Nullable Instant instant(String local) {
        try {
            return local.isBlank() ? null : browser.instant(LocalDateTime.parse(local));
        } catch (DateTimeException none) {
            throw ChangeRejected.invalid("", "%s", Texts.of("filter.wrong", local));
        }
    }

    private Sight sight() {
        return new Sight(gate.reach(user(), Right.HOLD), gate.reachOrNothing(user(), Right.SEE_NUMBERS));
    }

    /** Does something and gives the words that tell of it. */
    private interface Act {
        String done();
    }

    private void act(Act act) {
        rows = null;
        try {
            Notice.info(act.done());
        } catch (ChangeRejected | QueryRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (Refused | OutOfReach refused) {
            Notice.warn(Texts.of("refused"));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    public String getQ() {
        return q;
    }

    public void setQ(@Nullable String text) {
        q = text == null ? "" : text;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String text) {
        from = text == null ? "" : text;
    }

    public String getTo() {
        return to;
    }

    public void setTo(@Nullable String text) {
        to = text == null ? "" : text;
    }

    public String getReason() {
        return reason;
    }

    public void setReason(@Nullable String text) {
        reason = text == null ? "" : text;
    }
}
