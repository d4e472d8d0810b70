package org.holdfast.web.portal.share;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.playback.Integrity;
import org.holdfast.recording.row.CatalogueUnavailable;
import org.holdfast.web.portal.Durations;
import org.holdfast.web.portal.RecordingView;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.portal.browser.Ids;
import org.holdfast.web.portal.browser.Notice;
import org.holdfast.web.portal.browser.Posted;
import org.holdfast.web.session.Memory;
import org.holdfast.web.session.PortalSession;

/** Whether the media is still what was written, found out on demand. Of one request. */
@Named
@RequestScoped
public class IntegrityView {
    @Inject
    private Integrity integrity;

    @Inject
    private RecordingView recording;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    @Inject
    private Memory memory;

    private List<Line> lines = List.of();
    private boolean checked;

    @SuppressWarnings("NullAway.Init") // injected
    public IntegrityView() {}

    /** One file that was read. */
    public record Line(String form, String badge, String label, String size, String expected, String found) {}

    /** Reads all media of the recording and compares. */
    public void check() {
        String id = Posted.text("recording");
        SignedIn user = session.user().orElseThrow();
        try {
            UUID recordingId = Ids.orNone(id);
            gate.requireRecording(user, Right.LISTEN, recordingId);
            lines = integrity.check(recordingId).stream()
                    .map(IntegrityView::line)
                    .toList();
            memory.proved(
                    user, recordingId, lines.stream().map(Line::label).toList().toString());
            checked = true;
        } catch (Refused | OutOfReach refused) {
            Notice.warn(Texts.of("refused.here"));
        } catch (CatalogueUnavailable away) {
            Notice.warn(Texts.of("unavailable"));
        }
        recording.read(id);
    }

    private static Line line(Integrity.Checked file) {
        String finding = file.finding().name().toLowerCase(Locale.ROOT);
        return new Line(
                Texts.known("copy.form." + file.contentType(), file.contentType()),
                file.finding() == Integrity.Finding.SAME ? "complete" : "no-media",
                Texts.of("integrity." + finding),
                Durations.bytes(file.bytes()),
                file.expected(),
                file.found());
    }

    public List<Line> getLines() {
        return lines;
    }

    public boolean isChecked() {
        return checked;
    }
}
