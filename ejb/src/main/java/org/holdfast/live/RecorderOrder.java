package org.holdfast.live;

import java.io.Serial;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.wildfly.clustering.server.dispatcher.Command;

/**
 * Travels to the process of a recorder and is obeyed there. Immutable; plain fields only, since two releases may talk to each
 * other: one may be added, none renamed, and an order that a release does not know it does not obey.
 */
public final class RecorderOrder implements Command<Boolean, LocalRecorder, RuntimeException>, Serializable {
    @Serial
    private static final long serialVersionUID = 1;

    private static final String PAUSE = "pause";
    private static final String RESUME = "resume";
    private static final String KEEP = "keep";
    private static final String DRAIN = "drain";
    private static final String UNDRAIN = "undrain";

    private final String what;
    private final @Nullable String recordingId;
    private final String byWhom;

    private RecorderOrder(String what, @Nullable UUID recordingId, String byWhom) {
        this.what = what;
        this.recordingId = recordingId == null ? null : recordingId.toString();
        this.byWhom = byWhom;
    }

    /** Begins or ends a pause of a running recording. */
    static RecorderOrder pause(UUID recordingId, boolean paused, String byWhom) {
        return new RecorderOrder(paused ? PAUSE : RESUME, recordingId, byWhom);
    }

    /** Has a running recording kept that would be discarded at its end. */
    static RecorderOrder keep(UUID recordingId, String byWhom) {
        return new RecorderOrder(KEEP, recordingId, byWhom);
    }

    /** Begins or ends a drain of the recorder. */
    static RecorderOrder drain(boolean draining, String byWhom) {
        return new RecorderOrder(draining ? DRAIN : UNDRAIN, null, byWhom);
    }

    /** True when the recorder there has obeyed. */
    @Override
    public Boolean execute(LocalRecorder recorder) {
        return switch (what) {
            case PAUSE -> recorder.paused(recording(), true, byWhom);
            case RESUME -> recorder.paused(recording(), false, byWhom);
            case KEEP -> recorder.keep(recording(), byWhom);
            case DRAIN -> recorder.drained(true, byWhom);
            case UNDRAIN -> recorder.drained(false, byWhom);
            default -> false;
        };
    }

    private UUID recording() {
        return UUID.fromString(String.valueOf(recordingId));
    }
}
