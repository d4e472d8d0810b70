package org.holdfast.live;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * The calls being recorded now. The recorder of this process is asked itself, so nothing it forgot lingers; of others,
 * the latest news counts. Thread-safe.
 */
@ApplicationScoped
public class LiveCalls {
    private final Map<UUID, LiveRecording> news = new ConcurrentHashMap<>();
    private volatile @Nullable RecorderControl recorder;
    private String node;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LiveCalls() {}

    @Inject
    public LiveCalls(Settings settings) {
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** The recorder of this process can be asked from now on. */
    public void recorderReady(RecorderControl control) {
        recorder = control;
    }

    /** A call began or changed. */
    public void changed(LiveRecording recording) {
        news.put(recording.recordingId(), recording);
    }

    /** A call is over. */
    public void ended(LiveRecording recording) {
        news.remove(recording.recordingId());
    }

    /** The running recordings, oldest first. */
    public List<LiveRecording> running() {
        RecorderControl here = recorder;
        Map<UUID, LiveRecording> known = news.values().stream()
                .filter(call -> here == null || !call.node().equals(node))
                .collect(toMap(LiveRecording::recordingId, Function.identity()));
        if (here != null) {
            here.running().forEach(call -> known.put(call.recordingId(), call));
        }
        return known.values().stream()
                .sorted(comparing(LiveRecording::startedAt).thenComparing(LiveRecording::recordingId))
                .toList();
    }

    /**
     * Stops keeping media of a running recording (PCI pause).
     *
     * @return false when no such recording is running
     */
    public boolean pause(UUID recordingId, String byWhom) {
        RecorderControl here = recorder;
        return here != null && here.pause(recordingId, byWhom);
    }

    /**
     * Ends a pause.
     *
     * @return false when no such recording is running
     */
    public boolean resume(UUID recordingId, String byWhom) {
        RecorderControl here = recorder;
        return here != null && here.resume(recordingId, byWhom);
    }

    /** What the recorder of this process says of itself; none when this process has none (yet). */
    public Optional<RecorderHealth> recorderHealth() {
        return Optional.ofNullable(recorder).map(RecorderControl::health);
    }
}
