package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.remark.KnownNote;
import org.holdfast.remark.Remarks;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** Notes and tags beside a recording, on the clock of its conversation. Of one request; every button asks the gate anew. */
@Named
@RequestScoped
public class RemarksView {
    @Inject
    private RecordingView recording;

    @Inject
    private Remarks remarks;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private BrowserZone browser;

    private @Nullable List<Line> lines;
    private String text = "";
    private String moment = "";
    private String tag = "";

    @SuppressWarnings("NullAway.Init") // injected
    public RemarksView() {}

    /**
     * A note.
     *
     * @param at where on the conversation's clock; empty: of the whole recording
     * @param jump the same in milliseconds
     */
    public record Line(
            String id,
            String recording,
            String at,
            String jump,
            String text,
            String author,
            Moment written,
            boolean removable) {}

    /** Of all recordings of the conversation, those of a whole one first. */
    public List<Line> getNotes() {
        List<Line> known = lines;
        if (known == null) {
            known = notes(recording.getTape());
            lines = known;
        }
        return known;
    }

    private List<Line> notes(@Nullable Tape tape) {
        SignedIn user = user();
        return tape == null
                ? List.of()
                : tape.parts().stream()
                        .flatMap(part -> lines(part, user))
                        .sorted(Comparator.comparingLong(
                                line -> line.jump().isEmpty() ? -1 : Long.parseLong(line.jump())))
                        .toList();
    }

    private Stream<Line> lines(Tape.Part part, SignedIn user) {
        boolean anybodys = gate.may(user, Right.MANAGE_USERS);
        boolean notes = gate.may(user, Right.NOTE, part.recording().id());
        return remarks.notes(part.recording().id()).stream()
                .map(note ->
                        line(part, note, notes && (anybodys || note.authorId().equals(user.userId()))));
    }

    private Line line(Tape.Part part, KnownNote note, boolean removable) {
        Long offset = note.offsetMs();
        long at = part.fromMillis() + (offset == null ? 0 : offset);
        return new Line(
                note.id().toString(),
                part.id(),
                offset == null ? "" : Durations.clock(Duration.ofMillis(at)),
                offset == null ? "" : String.valueOf(at),
                note.text(),
                note.author(),
                browser.moment(note.writtenAt()),
                removable);
    }

    /** Writes a note at the moment that was named, or of the whole recording. */
    public void write() {
        if (moment.isBlank()) {
            change(Right.NOTE, id -> remarks.write(user(), id, null, text));
            return;
        }
        Optional<Duration> at = Durations.read(moment);
        if (at.isEmpty()) {
            recording.read(Posted.text("recording"));
            Notice.warn(Texts.of("notes.moment.wrong", moment));
        } else if (recording.read(Posted.text("recording"))) {
            Tape.Place place = recording.tape().place(at.get());
            change(Right.NOTE, place.recordingId(), id -> remarks.write(user(), id, place.at(), text));
        }
    }

    public void remove() {
        UUID note = Posted.id("note");
        change(Right.NOTE, Posted.id("of"), id -> remarks.removeNote(user(), id, note));
    }

    public void addTag() {
        change(Right.TAG, id -> remarks.tag(user(), id, tag));
    }

    public void removeTag() {
        String gone = Posted.text("tag");
        change(Right.TAG, id -> remarks.untag(user(), id, gone));
    }

    private void change(Right right, Consumer<UUID> change) {
        change(right, Posted.id("recording"), change);
    }

    private void change(Right right, UUID id, Consumer<UUID> change) {
        try {
            gate.requireRecording(user(), right, id);
            change.accept(id);
            text = "";
            moment = "";
            tag = "";
        } catch (Refused | OutOfReach refused) {
            Notice.error(Texts.of("refused.here"));
        } catch (ChangeRejected rejected) {
            Notice.warn(Texts.of(rejected.wording()));
        } catch (CatalogueUnavailable away) {
            Notice.error(Texts.of("unavailable"));
        }
        recording.read(Posted.text("recording"));
        lines = null;
    }

    private SignedIn user() {
        return session.user().orElseThrow();
    }

    public String getText() {
        return text;
    }

    public void setText(@Nullable String text) {
        this.text = text == null ? "" : text;
    }

    public String getMoment() {
        return moment;
    }

    public void setMoment(@Nullable String moment) {
        this.moment = moment == null ? "" : moment;
    }

    public String getTag() {
        return tag;
    }

    public void setTag(@Nullable String tag) {
        this.tag = tag == null ? "" : tag;
    }
}
