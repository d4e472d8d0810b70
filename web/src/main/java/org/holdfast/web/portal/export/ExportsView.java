package org.holdfast.web.portal.export;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.export.Exports;
import org.holdfast.export.KnownExport;
import org.holdfast.export.KnownExport.State;
import org.holdfast.playback.MediaFormat;
import org.holdfast.search.QueryRejected;
import org.holdfast.search.RecordingQuery;
import org.holdfast.web.portal.BrowserZone;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.Moment;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** One's own exports and how far they are; orders new ones. Of one request; the page asks again by itself. */
@Named
@RequestScoped
public class ExportsView {
    @Inject
    private Exports exports;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private String words = "";
    private String from = "";
    private String to = "";
    private String format = MediaFormat.STORED.name();
    private @Nullable List<Row> rows;

    @SuppressWarnings("NullAway.Init") // injected
    public ExportsView() {}

    /** One export. */
    public record Row(
            String id,
            String state,
            String badge,
            String asked,
            Moment requested,
            @Nullable Moment expires,
            String progress,
            boolean fetchable,
            boolean deletable,
            String because) {}

    public List<Row> getRows() {
        List<Row> known = rows;
        if (known == null) {
            known = session.user()
                    .map(user -> exports.list(user).stream().map(this::row).toList())
                    .orElse(List.of());
            rows = known;
        }
        return known;
    }

    private Row row(KnownExport export) {
        State state = export.state();
        String progress = state == State.READY
                ? Texts.of("exports.included", export.included(), export.total(), Durations.bytes(export.bytes()))
                : Texts.of("exports.progress", export.done(), export.total());
        return new Row(
                export.id().toString(),
                Texts.of("exports.state." + state.name().toLowerCase(Locale.ROOT)),
                state == State.READY ? "complete" : state == State.FAILED ? "interrupted" : "on-hold",
                export.asked(),
                browser.moment(export.requestedAt()),
                state == State.READY && export.expiresAt() != null ? browser.moment(export.expiresAt()) : null,
                progress,
                state == State.READY,
                state != State.GONE,
                export.because());
    }

    /** Orders what the form asks for. */
    public void order() {
        SignedIn user = session.user().orElseThrow();
        try {
            RecordingQuery query = RecordingQuery.all().withText(words).between(day(from, 0), day(to, 1));
            KnownExport ordered = exports.order(user, MediaFormat.valueOf(format), asked(), query);
            Notice.info(Texts.of("exports.ordered", ordered.total()));
        } catch (Refused refused) {
            Notice.error(Texts.of("refused.here"));
        } catch (ChangeRejected | QueryRejected rejected) {
            Notice.error(Texts.of(rejected.wording()));
        } catch (IllegalArgumentException noFormat) {
            Notice.error(Texts.of("failed"));
        }
        rows = null;
    }

    private String asked() {
        return (words + " " + from + " – " + to).strip();
    }

    private @Nullable Instant day(String text, int later) {
        try {
            return text.isBlank()
                    ? null
                    : browser.instant(
                            LocalDate.parse(text.strip()).plusDays(later).atStartOfDay());
        } catch (DateTimeException none) {
            throw ChangeRejected.invalid("", "%s", Texts.of("exports.day.wrong", text));
        }
    }

    /** Deletes the one its button belongs to. */
    public void delete() throws IOException {
        exports.delete(session.user().orElseThrow(), Posted.id("export"));
        rows = null;
    }

    /** The page asks again. */
    public void refresh() {
        rows = null;
    }

    public String getWords() {
        return words;
    }

    public void setWords(@Nullable String text) {
        words = text == null ? "" : text;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(@Nullable String day) {
        from = day == null ? "" : day;
    }

    public String getTo() {
        return to;
    }

    public void setTo(@Nullable String day) {
        to = day == null ? "" : day;
    }

    public String getFormat() {
        return format;
    }

    public void setFormat(String name) {
        format = name;
    }
}
