package org.holdfast.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.export.ExportQueue.Order;
import org.holdfast.export.ExportQueue.Outcome;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.remark.KnownNote;
import org.holdfast.remark.Remarks;
import org.holdfast.search.RecordingDetail;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.Sight;

/** Puts one recording into an archive, with all that who asked may see of it, or says why not. Stateless. */
@ApplicationScoped
class Packing {
    /** The longest export. */
    static final long MOST_BYTES = 8L << 30;

    private RecordingSearch search;
    private Playback playback;
    private Remarks remarks;
    private Gate gate;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Packing() {}

    @Inject
    Packing(RecordingSearch search, Playback playback, Remarks remarks, Gate gate) {
        this.search = search;
        this.playback = playback;
        this.remarks = remarks;
        this.gate = gate;
    }

    /** What was done about the recording of that ordinal; {@code room} bytes may be written. */
    Outcome add(Order order, int ordinal, ExportArchive archive, ExportReport report, long room) throws IOException {
        UUID id = order.recordings().get(ordinal);
        SignedIn by = order.by();
        Optional<RecordingDetail> detail = search.recording(id, Sight.of(gate, by));
        if (detail.isEmpty()) {
            return report.leftOut(id, "It is not there, or not any more.");
        }
        if (!mayTake(by, id)) {
            return report.leftOut(id, "Whoever asked may not export and download it.");
        }
        Optional<PlayableMedia> media = playback.media(id, order.format());
        long bytes = media.map(PlayableMedia::length).orElse(0L);
        if (bytes > room) {
            return report.leftOut(id, "The disk of this node has no room for it.");
        }
        if (report.bytes() + bytes > MOST_BYTES) {
            return report.leftOut(id, "The export would be longer than " + (MOST_BYTES >> 30) + " GiB.");
        }
        return add(detail.get(), media, archive, report);
    }

    /** Both rights: what is exported leaves the house. */
    private boolean mayTake(SignedIn by, UUID id) {
        return gate.may(by, Right.EXPORT, id) && gate.may(by, Right.DOWNLOAD, id);
    }

    private Outcome add(
            RecordingDetail detail, Optional<PlayableMedia> media, ExportArchive archive, ExportReport report)
            throws IOException {
        UUID id = detail.summary().id();
        List<KnownNote> notes = remarks.notes(id);
        String folder = "recordings/" + id + "/";
        archive.add(folder + "metadata.json", ExportMetadata.json(detail, notes));
        int number = 0;
        for (RecordingDetail.Snapshot snapshot : detail.snapshots()) {
            number++;
            archive.add(
                    "%ssnapshots/%02d%s".formatted(folder, number, ExportMetadata.suffix(snapshot)), snapshot.body());
        }
        if (media.isEmpty()) {
            return report.included(detail, null, null, "Without media: there is none in this form (yet).");
        }
        PlayableMedia found = media.get();
        String name =
                folder + "audio" + found.fileName().substring(found.fileName().lastIndexOf('.'));
        ExportArchive.Entry entry;
        try (InputStream in = found.source().open(0, found.length())) {
            entry = archive.add(name, in);
        }
        boolean whole = entry.sha256().equals(found.sha256());
        return report.included(
                detail,
                entry,
                found.sha256(),
                whole ? "Whole." : "DAMAGED: its digest is not the one in the catalogue.");
    }
}
