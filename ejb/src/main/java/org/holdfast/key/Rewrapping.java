package org.holdfast.key;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.row.CurrentTenant;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the keys of all recordings by the newest key of the key file. No media is touched; each is a transaction of its own, and
 * a repeat goes on where it stopped. Thread-safe.
 */
@ApplicationScoped
public class Rewrapping {
    private static final int PAGE = 200;

    private NodeKeys node;
    private MediaKeyRows rows;
    private Executor executor;
    private Clock clock;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NONE);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Rewrapping() {}

    @Inject
    public Rewrapping(NodeKeys node, MediaKeyRows rows, Executor executor, Clock clock) {
        this.node = node;
        this.rows = rows;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param failed keys that could not be unwrapped here
     * @param because the first reason of those, or why it ended before its end; or empty
     */
    public record Progress(
            boolean running,
            int rewrapped,
            int failed,
            String because,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        static final Progress NONE = new Progress(false, 0, 0, "", null, null);

        Progress withOne() {
            return new Progress(true, rewrapped + 1, failed, because, startedAt, null);
        }

        Progress withFailed(String reason) {
            return new Progress(true, rewrapped, failed + 1, because.isEmpty() ? reason : because, startedAt, null);
        }

        Progress ended(String reason, Instant at) {
            return new Progress(false, rewrapped, failed, because.isEmpty() ? reason : because, startedAt, at);
        }
    }

    /**
     * How encryption stands on this node.
     *
     * @param newest id of the key that wraps; empty when there is none
     * @param because why the key file cannot be used, or empty
     * @param keys the key file's, oldest first
     * @param recordings how many recordings' keys each key encryption key wraps
     */
    public record State(
            boolean journals,
            boolean media,
            String newest,
            String because,
            List<Key> keys,
            Map<String, Long> recordings) {}

    /** A key of the key file: its id and age, never itself. */
    public record Key(String id, Instant created) {}

    /** How encryption stands on this node now. */
    public State state() {
        Map<String, Long> recordings = rows.counts();
        boolean journals = node.encryptsJournals();
        boolean media = node.encryptsMedia();
        if (!node.isConfigured()) {
            return new State(journals, media, "", "", List.of(), recordings);
        }
        try {
            List<Key> keys = node.file().list().stream()
                    .map(version -> new Key(version.id(), version.created()))
                    .toList();
            return new State(journals, media, keys.getLast().id(), "", keys, recordings);
        } catch (KeyUnavailable e) {
            return new State(journals, media, "", String.valueOf(e.getMessage()), List.of(), recordings);
        }
    }

    /** How far the running one is, or how the last one of this process ended. */
    public Progress progress() {
        return progress.get();
    }

    /** Begins on a thread of the container, unless one is running. */
    public Progress start() {
        Progress begun = new Progress(true, 0, 0, "", clock.instant(), null);
        Progress before = progress.getAndUpdate(now -> now.running() ? now : begun);
        if (!before.running()) {
            try {
                executor.execute(this::run);
            } catch (RejectedExecutionException stopping) {
                progress.set(begun.ended("the server is stopping", clock.instant()));
            }
        }
        return progress.get();
    }

    private void run() {
        String because = "";
        String newest = "";
        try {
            KeyFile file = node.file();
            newest = file.newest();
            wrapAll(file, newest);
        } catch (KeyUnavailable | RuntimeException failed) {
            because = failed.getMessage() == null ? failed.toString() : failed.getMessage();
        }
        String why = because;
        Progress done = progress.updateAndGet(now -> now.ended(why, clock.instant()));
        WorkerLog.LOG.mediaKeysRewrapped(done.rewrapped(), newest, done.failed(), done.because());
    }

    private void wrapAll(KeyFile file, String newest) {
        UUID last = new UUID(0, 0);
        for (List<MediaKeyRows.Owned> page = rows.wrappedByOthers(newest, last, PAGE);
                !page.isEmpty();
                page = rows.wrappedByOthers(newest, last, PAGE)) {
            for (MediaKeyRows.Owned one : page) {
                CurrentTenant.as(one.tenantId(), () -> {
                    wrap(one.recordingId(), file);
                    return one;
                });
            }
            last = page.getLast().recordingId();
        }
    }

    private void wrap(UUID recordingId, KeyFile file) {
        try {
            if (rows.of(recordingId) instanceof MediaKeyRows.Known.Wrapped(var wrapped)) {
                rows.wrappedAnew(recordingId, file.wrappedAnew(wrapped, recordingId));
                progress.updateAndGet(Progress::withOne);
            }
        } catch (KeyUnavailable e) {
            String reason = String.valueOf(e.getMessage());
            progress.updateAndGet(now -> now.withFailed(reason));
        }
    }
}
