package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.holdfast.recording.MediaCopy;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** What is uploaded, and when: hours of the day, rate, and a target that is not resting. Thread-safe. */
@ApplicationScoped
public class UploadPolicy {
    private StorageTargets targets;
    private Clock clock;
    private UploadWindow window;
    private UploadBudget budget;
    private boolean lossless;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected UploadPolicy() {}

    @Inject
    public UploadPolicy(StorageTargets targets, Settings settings, Clock clock) {
        this.targets = targets;
        this.clock = clock;
        this.window = UploadWindow.of(settings.text(Setting.UPLOAD_WINDOW));
        this.budget = new UploadBudget(1024L * settings.number(Setting.UPLOAD_RATE), clock);
        this.lossless = settings.on(Setting.UPLOAD_LOSSLESS);
    }

    /** Where that recording goes; nowhere when there is no target for it. */
    List<StorageTarget> targets(UUID recordingId) {
        return targets.chosen(recordingId);
    }

    /** Whether an upload may begin now: to some target at least. */
    boolean isOpen() {
        List<StorageTarget> all = targets.all();
        return all.isEmpty()
                || (window.contains(clock.instant())
                        && budget.allows()
                        && all.stream().anyMatch(StorageTarget::isOpen));
    }

    boolean wants(MediaCopy.Kind kind) {
        return switch (kind) {
            case LOSSLESS -> lossless;
            case STORED, PEAKS -> true;
            case MANIFEST -> false; // made for the bucket, not copied to it
        };
    }

    void sent(long bytes) {
        budget.spent(bytes);
    }
}
