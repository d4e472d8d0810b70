package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.Playback;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.Sight;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The page of one recording. Of one request. */
@Named
@RequestScoped
public class RecordingView {
    @Inject
    private RecordingSearch search;

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
    private @Nullable RecordingPage page;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingView() {}

    /** Reads the recording; an id of nothing is answered 404. */
    public void load() throws IOException {
        try {
            SignedIn user = session.user().orElseThrow();
            RecordingDetail detail = uuid().flatMap(recording -> search.recording(recording, Sight.of(gate, user)))
                    .orElse(null);
            if (detail == null) {
                answer(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            UUID recording = detail.summary().id();
            memory.viewed(user, recording);
            boolean hears = gate.may(user, Right.LISTEN, recording);
            boolean wav = hears && playback.media(recording, MediaFormat.WAV).isPresent();
            boolean webm = hears && playback.media(recording, MediaFormat.WEBM).isPresent();
            boolean peaks = hears && playback.peaks(recording).isPresent();
            page = RecordingPage.of(
                    detail,
                    new RecordingPage.Forms(wav, webm, peaks, hears, gate.may(user, Right.DOWNLOAD, recording)),
                    browser);
        } catch (CatalogueUnavailable away) {
            answer(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private Optional<UUID> uuid() {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void answer(int status) throws IOException {
        FacesContext faces = FacesContext.getCurrentInstance();
        faces.getExternalContext().responseSendError(status, "");
        faces.responseComplete();
    }

    public @Nullable RecordingPage getPage() {
        return page;
    }

    public String getId() {
        return id;
    }

    public void setId(@Nullable String id) {
        this.id = id == null ? "" : id;
    }
}
