package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.holdfast.recording.MediaCopy;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** What is uploaded, and when: hours of the day, rate, and a target that is not resting. Thread-safe. */
@ApplicationScoped
public class UploadPolicy {
    private StorageTarget target;
    private Clock clock;
    private UploadWindow window;
    private UploadBudget budget;
    private boolean lossless;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected UploadPolicy() {}

    @Inject
    public UploadPolicy(StorageTarget target, Settings settings, Clock clock) {
        this.target = target;
        this.clock = clock;
        this.window = UploadWindow.of(settings.text(Setting.UPLOAD_WINDOW));
        this.budget = new UploadBudget(1024L * settings.number(Setting.UPLOAD_RATE), clock);
        this.lossless = settings.on(Setting.UPLOAD_LOSSLESS);
    }

    /** Whether anything goes anywhere. */
    boolean uploads() {
        return target.isConfigured();
    }

    /** Whether an upload may begin now. */
    boolean isOpen() {
        return !uploads()
                || (window.contains(clock.instant())
                        && budget.allows()
                        && target.breaker().isClosed());
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
