package org.holdfast.connector.session;

import java.util.UUID;
import org.holdfast.connector.api.LiveRecording;
import org.jspecify.annotations.Nullable;

/** What others see of a Recording Session while it runs. Changed by the session's owner thread, seen by any. */
final class LiveView {
    private final SessionWatcher watcher;
    private volatile @Nullable LiveRecording last;

    LiveView(SessionWatcher watcher) {
        this.watcher = watcher;
    }

    /** The recording that runs now; null between recordings. */
    @Nullable
    LiveRecording seen(long packets) {
        LiveRecording shown = last;
        return shown == null ? null : shown.withPackets(packets);
    }

    void show(LiveRecording now) {
        last = now;
        watcher.changed(now);
    }

    /** What was seen is over when another recording, or none, runs now. */
    void overUnless(@Nullable UUID running, long packets) {
        LiveRecording shown = last;
        if (shown != null && !shown.recordingId().equals(running)) {
            over(packets);
        }
    }

    void over(long packets) {
        LiveRecording shown = seen(packets);
        last = null;
        if (shown != null) {
            watcher.ended(shown);
        }
    }
}
