package org.holdfast.live;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecorderHealth;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/**
 * The calls being recorded now, by every recorder of the cluster. The recorder of this process is asked itself; of others,
 * the latest news counts as long as they are there. Thread-safe.
 */
@ApplicationScoped
public class LiveCalls {
    private LocalRecorder recorder;
    private LivePublisher publisher;
    private Neighbours neighbours;
    private ConfirmedPauses confirmed;
    private String node;
    private final AtomicBoolean alone = new AtomicBoolean();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LiveCalls() {}

    @Inject
    public LiveCalls(LocalRecorder recorder, LivePublisher publisher, Neighbours neighbours, Settings settings) {
        this.recorder = recorder;
        this.publisher = publisher;
        this.neighbours = neighbours;
        this.confirmed = new ConfirmedPauses();
        this.node = settings.text(Setting.NODE_NAME);
    }

    /** The recorder of this process can be asked from now on. */
    public void recorderReady(RecorderControl control) {
        recorder.ready(control);
        publisher.nudge();
    }

    /** A call of this process's recorder began, changed or ended. */
    public void changed() {
        publisher.nudge();
    }

    /** The running recordings, oldest first. */
    public List<LiveRecording> running() {
        Map<UUID, LiveRecording> known = news().stream()
                .flatMap(news -> news.calls().stream())
                .map(confirmed::applied)
                .collect(toMap(LiveRecording::recordingId, Function.identity(), (one, other) -> one));
        recorder.running().orElse(List.of()).forEach(call -> known.put(call.recordingId(), call));
        return known.values().stream()
                .sorted(comparing(LiveRecording::startedAt).thenComparing(LiveRecording::recordingId))
                .toList();
    }

    /** One running recording, whoever records it. */
    public Optional<LiveRecording> find(UUID recordingId) {
        return running().stream()
                .filter(call -> call.recordingId().equals(recordingId))
                .findFirst();
    }

    /** Stops keeping media of a running recording (PCI pause). */
    public LiveAnswer pause(UUID recordingId, String byWhom) {
        return paused(recordingId, true, byWhom);
    }

    /** Ends a pause. */
    public LiveAnswer resume(UUID recordingId, String byWhom) {
        return paused(recordingId, false, byWhom);
    }

    /** Has a running recording kept that would be discarded at its end, as a rule "on demand" has it. */
    public LiveAnswer keep(UUID recordingId, String byWhom) {
        return recorder.keep(recordingId, byWhom)
                ? LiveAnswer.DONE
                : elsewhere(recordingId, RecorderOrder.keep(recordingId, byWhom));
    }

    private LiveAnswer paused(UUID recordingId, boolean paused, String byWhom) {
        if (recorder.paused(recordingId, paused, byWhom)) {
            return LiveAnswer.DONE;
        }
        LiveAnswer answer = elsewhere(recordingId, RecorderOrder.pause(recordingId, paused, byWhom));
        if (answer == LiveAnswer.DONE) {
            confirmed.add(recordingId, paused);
        }
        return answer;
    }

    /** Every recorder that is there now, by node. */
    public List<KnownRecorder> recorders() {
        Map<String, KnownRecorder> known = new TreeMap<>();
        news().forEach(news -> known.put(news.node(), new KnownRecorder(news.node(), false, news.health())));
        recorder.health().ifPresent(health -> known.put(node, new KnownRecorder(node, true, health)));
        return List.copyOf(known.values());
    }

    /**
     * Has a node's recorder take no new Recording Session while the running ones finish, or ends that. It holds until it is
     * ended or that recorder starts anew.
     */
    public LiveAnswer drain(String whichNode, boolean draining, String byWhom) {
        if (whichNode.equals(node) && recorder.drained(draining, byWhom)) {
            publisher.nudge();
            return LiveAnswer.DONE;
        }
        return news().stream()
                .filter(news -> news.node().equals(whichNode))
                .findFirst()
                .map(news -> neighbours.ask(news.member(), RecorderOrder.drain(draining, byWhom)))
                .orElse(LiveAnswer.NOT_RUNNING);
    }

    private LiveAnswer elsewhere(UUID recordingId, RecorderOrder order) {
        return news().stream()
                .filter(news -> news.calls().stream()
                        .anyMatch(call -> call.recordingId().equals(recordingId)))
                .findFirst()
                .map(where -> neighbours.ask(where.member(), order))
                .orElse(LiveAnswer.NOT_RUNNING);
    }

    /** What the recorder of this process says of itself; none when this process has none (yet). */
    public Optional<RecorderHealth> recorderHealth() {
        return recorder.health();
    }

    /** What the recorder of this node says of itself, in whichever process of the node it is; none when it is not there. */
    public Optional<RecorderHealth> nodeRecorderHealth() {
        return recorder.health()
                .or(() -> news().stream()
                        .filter(news -> news.node().equals(node))
                        .map(LiveNews::health)
                        .findFirst());
    }

    private List<LiveNews> news() {
        try {
            List<LiveNews> heard = neighbours.news();
            alone.set(false);
            return heard;
        } catch (RuntimeException clusterSick) {
            if (alone.compareAndSet(false, true)) {
                WorkerLog.LOG.liveListNotHeard(clusterSick.toString());
            }
            return List.of();
        }
    }
}
