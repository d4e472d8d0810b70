package org.holdfast.web.portal;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.Playback;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.Conversations;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.Sight;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The page of one recording, within the conversation it is part of. Of one request. */
@Named
@RequestScoped
public class RecordingView {
    @Inject
    private Conversations conversations;

    @Inject
    private Playback playback;

    @Inject
    private BrowserZone browser;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private Memory memory;

    private String id = "";
    private long at;
    private boolean looked;
    private @Nullable RecordingPage page;
    private @Nullable Tape tape;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingView() {}

    /** A button of the page sends the recording it is of along: what it stands in can then be found again. */
    @PostConstruct
    void begin() {
        id = Posted.text("recording");
    }

    /** Reads the recording; an id of nothing is answered 404. */
    public void load() throws IOException {
        try {
            if (read()) {
                tape().parts()
                        .forEach(part -> memory.viewed(
                                session.user().orElseThrow(), part.recording().id()));
            } else {
                answer(HttpServletResponse.SC_NOT_FOUND);
            }
        } catch (CatalogueUnavailable away) {
            answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    /** Reads the recording of that id anew, after something was done to it. Whether it may be seen. */
    public boolean read(String recording) {
        id = recording;
        return read();
    }

    private boolean read() {
        looked = true;
        SignedIn user = session.user().orElseThrow();
        UUID chosen = uuid().orElse(null);
        List<RecordingDetail> details = chosen == null ? List.of() : conversations.around(chosen, Sight.of(gate, user));
        if (chosen == null || details.isEmpty()) {
            return false;
        }
        tape = Tape.of(details.stream().map(detail -> page(user, detail)).toList());
        page = tape().part(chosen).orElseThrow().recording();
        return true;
    }

    private RecordingPage page(SignedIn user, RecordingDetail detail) {
        UUID recording = detail.summary().id();
        boolean hears = gate.may(user, Right.LISTEN, recording);
        boolean wav = hears && playback.media(recording, MediaFormat.WAV).isPresent();
        boolean webm = hears && playback.media(recording, MediaFormat.WEBM).isPresent();
        boolean peaks = hears && playback.peaks(recording).isPresent();
        boolean keeps = gate.may(user, Right.DOWNLOAD, recording);
        return RecordingPage.of(detail, new RecordingPage.Forms(wav, webm, peaks, hears, keeps), browser);
    }

    /** Whether the reader may do that to this recording, by the word of the right; for what the page offers. */
    public boolean may(String right) {
        return uuid().filter(recording -> session.user()
                        .filter(user -> gate.may(user, Right.ofWord(right).orElseThrow(), recording))
                        .isPresent())
                .isPresent();
    }

    private Optional<UUID> uuid() {
        return Ids.of(id);
    }

    private static void answer(int status) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(status, "");
        faces.responseComplete();
    }

    public @Nullable RecordingPage getPage() {
        return getTape() == null ? null : page;
    }

    public @Nullable Tape getTape() {
        if (!looked) {
            read();
        }
        return tape;
    }

    /** The tape, once it has been read. */
    Tape tape() {
        Tape known = tape;
        if (known == null) {
            throw new IllegalStateException("nothing has been read");
        }
        return known;
    }

    /** Where the player begins, on the tape. */
    public long getBegin() {
        RecordingPage shown = page;
        return shown == null
                ? 0
                : at + tape().part(shown.id()).map(Tape.Part::fromMillis).orElse(0L);
    }

    public String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        String named = id == null ? "" : id;
        looked = looked && named.equals(this.id);
        this.id = named;
    }

    public String getAt() {
        return at == 0 ? "" : String.valueOf(at);
    }

    /** Milliseconds into the recording; anything else is its beginning. */
    public void setAt(@Nullable String millis) {
        at = millis != null && millis.matches("\\d{1,10}") ? Long.parseLong(millis) : 0;
    }
}
