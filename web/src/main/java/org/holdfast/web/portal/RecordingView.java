package org.holdfast.web.portal;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.Playback;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSearch;
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

    private String id = "";
    private @Nullable RecordingPage page;

    @SuppressWarnings("NullAway.Init") // injected
    public RecordingView() {}

    /** Reads the recording; an id of nothing is answered 404. */
    public void load() throws IOException {
        try {
            RecordingDetail detail = uuid().flatMap(search::recording).orElse(null);
            if (detail == null) {
                answer(HttpServletResponse.SC_NOT_FOUND);
                return;
            }
            UUID recording = detail.summary().id();
            boolean wav = playback.media(recording, MediaFormat.WAV).isPresent();
            boolean webm = playback.media(recording, MediaFormat.WEBM).isPresent();
            boolean peaks = playback.peaks(recording).isPresent();
            page = RecordingPage.of(detail, new RecordingPage.Forms(wav, webm, peaks), browser);
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
