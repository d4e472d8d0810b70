package org.holdfast.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** Deletes media of this node that was verified in the bucket long enough ago, or at once when the disk is filling. */
@ApplicationScoped
public class LocalPurge {
    private static final int BATCH = 200;

    private LocalMedia found;
    private Recordings recordings;
    private MediaDirectory media;
    private StorageTargets targets;
    private Settings settings;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LocalPurge() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // the parts it stands between
    public LocalPurge(
            LocalMedia found,
            Recordings recordings,
            MediaDirectory media,
            StorageTargets targets,
            Settings settings,
            Clock clock) {
        this.found = found;
        this.recordings = recordings;
        this.media = media;
        this.targets = targets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Deletes what may go now, some of it; returns how many files went. Without a target nothing ever goes. */
    public int purge() throws IOException {
        if (!targets.any()) {
            return 0;
        }
        boolean filling = isFilling();
        Instant now = clock.instant();
        LocalMedia.Limits limits = new LocalMedia.Limits(
                settings.text(Setting.NODE_NAME),
                before(now, filling, Setting.MEDIA_KEEP),
                before(now, filling && lossless(), Setting.MEDIA_KEEP_LOSSLESS),
                lossless(),
                BATCH);
        int gone = 0;
        for (LocalMedia.Dispensable file : found.dispensable(limits)) {
            gone += CurrentTenant.as(file.tenantId(), () -> goes(file)) ? 1 : 0;
        }
        return gone;
    }

    private boolean lossless() {
        return settings.on(Setting.UPLOAD_LOSSLESS);
    }

    private Instant before(Instant now, boolean atOnce, Setting keep) {
        return now.minus(atOnce ? Duration.ZERO : settings.duration(keep));
    }

    private boolean isFilling() throws IOException {
        Path root = media.file("");
        FileStore disk = Files.getFileStore(Files.createDirectories(root));
        return disk.getUsableSpace() * 100 < disk.getTotalSpace() * settings.number(Setting.MEDIA_LOW_WATER);
    }

    /** The object is looked for once more; then the file goes before its row, so that a crash leaves nothing untold. */
    private boolean goes(LocalMedia.Dispensable file) throws IOException {
        LocalMedia.Elsewhere other = file.elsewhere();
        Optional<StorageTarget> target = targets.at(other.place());
        if (target.isEmpty()) {
            return false;
        }
        boolean there = target.get()
                .ask(store -> store.head(other.object()))
                .filter(object -> object.bytes() == other.bytes())
                .isPresent();
        if (!there) {
            WorkerLog.LOG.objectGone(other.object(), file.recordingId().toString());
            return false;
        }
        Files.deleteIfExists(media.file(file.file()));
        recordings.copyGone(file.recordingId(), MediaCopy.LOCAL, file.kind());
        return true;
    }
}
