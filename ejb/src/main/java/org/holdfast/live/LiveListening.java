package org.holdfast.live;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.key.NodeKeys;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.operations.WorkerLog;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;

/** Lets people listen to calls while they are recorded, a limited number at once, where the journal lies. Thread-safe. */
@ApplicationScoped
public class LiveListening {
    private static final String CAPTURING = "capturing";

    private LiveCalls calls;
    private Clock clock;
    private NodeKeys keys;
    private Path journals;
    private String node;
    private int most;
    private CodecProcesses processes;
    private final Set<Listening> listening = ConcurrentHashMap.newKeySet();
    private int places;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected LiveListening() {}

    @Inject
    public LiveListening(LiveCalls calls, Clock clock, Settings settings, NodeKeys keys) {
        this.calls = calls;
        this.clock = clock;
        this.keys = keys;
        this.journals = Path.of(settings.text(Setting.JOURNAL_DIRECTORY));
        this.node = settings.text(Setting.NODE_NAME);
        this.most = settings.number(Setting.LIVE_LISTENERS);
        this.places = most;
        this.processes = new CodecProcesses(
                Path.of(settings.text(Setting.MEDIA_DIRECTORY)).resolve(".codecs"));
    }

    /** Whether the call can be listened to in this process. */
    public boolean isHere(LiveRecording call) {
        return call.node().equals(node);
    }

    /** Begins to listen on behalf of a user. */
    public ListenAnswer begin(UUID recordingId, String byWhom) throws IOException {
        Optional<LiveRecording> running = calls.find(recordingId);
        if (running.isEmpty()) {
            return new ListenAnswer.NotRunning();
        }
        LiveRecording call = running.get();
        Path journal = journals.resolve(CAPTURING).resolve(call.recordingSessionId() + ".journal");
        if (!isHere(call) || !Files.isReadable(journal)) {
            return new ListenAnswer.Elsewhere(call.node());
        }
        if (!takePlace()) {
            return new ListenAnswer.TooMany(most);
        }
        return begun(recordingId, byWhom, journal);
    }

    private ListenAnswer begun(UUID recordingId, String byWhom, Path journal) throws IOException {
        Instant since = clock.instant();
        Runnable over = () -> {
            givePlaceBack();
            WorkerLog.LOG.listened(
                    byWhom,
                    recordingId.toString(),
                    Duration.between(since, clock.instant()).toSeconds());
        };
        try {
            Listening begun = new Listening(
                    new Listening.Terms(
                            recordingId,
                            journal,
                            keys.journals(),
                            () -> calls.find(recordingId).isPresent(),
                            over),
                    processes,
                    clock);
            listening.removeIf(Listening::isClosed);
            listening.add(begun);
            WorkerLog.LOG.listens(byWhom, recordingId.toString());
            return new ListenAnswer.Begun(begun);
        } catch (IOException | RuntimeException failed) {
            givePlaceBack();
            throw failed;
        }
    }

    private synchronized boolean takePlace() {
        if (places == 0) {
            return false;
        }
        places--;
        return true;
    }

    private synchronized void givePlaceBack() {
        places++;
    }

    @PreDestroy
    void close() {
        listening.forEach(Listening::stop);
        if (processes != null) {
            processes.close();
        }
    }
}
