package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Sha256;
import org.holdfast.storage.object.ObjectPage;
import org.holdfast.storage.object.StoredObject;
import org.holdfast.storage.target.ObjectKeys;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;
import org.jspecify.annotations.Nullable;

/** Puts the rows of every manifest of the bucket back into the catalogue. What is there stays unless it is older. Thread-safe. */
@ApplicationScoped
public class CatalogueRebuild {
    private static final int PAGE = 500;
    private static final long LONGEST_MANIFEST = 64L << 20;

    private StorageTargets targets;
    private CatalogueRows rows;
    private Recordings recordings;
    private Executor executor;
    private Clock clock;
    private final AtomicReference<Progress> progress = new AtomicReference<>(Progress.NONE);

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected CatalogueRebuild() {}

    @Inject
    public CatalogueRebuild(
            StorageTargets targets, CatalogueRows rows, Recordings recordings, Executor executor, Clock clock) {
        this.targets = targets;
        this.rows = rows;
        this.recordings = recordings;
        this.executor = executor;
        this.clock = clock;
    }

    /**
     * How far it is.
     *
     * @param because why it ended before its end, or empty
     */
    public record Progress(
            boolean running,
            int manifests,
            int rows,
            int failed,
            String because,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt) {
        static final Progress NONE = new Progress(false, 0, 0, 0, "", null, null);

        Progress with(int moreRows, int moreFailed) {
            return new Progress(true, manifests + 1, rows + moreRows, failed + moreFailed, "", startedAt, null);
        }

        Progress ended(String why, Instant at) {
            return new Progress(false, manifests, rows, failed, why, startedAt, at);
        }
    }

    /** How far the running one is, or how the last one of this process ended. */
    public Progress progress() {
        return progress.get();
    }

    /** Begins on a thread of the container, unless one is running. */
    public Progress start(StorageTarget target) {
        Progress begun = new Progress(true, 0, 0, 0, "", clock.instant(), null);
        Progress before = progress.getAndUpdate(now -> now.running() ? now : begun);
        if (!before.running()) {
            try {
                executor.execute(() -> run(target));
            } catch (RejectedExecutionException stopping) {
                progress.set(begun.ended("the server is stopping", clock.instant()));
            }
        }
        return progress.get();
    }

    private void run(StorageTarget target) {
        String because = "";
        try {
            restoreAll(target);
        } catch (IOException | RuntimeException failed) {
            because = failed.getMessage() == null ? failed.toString() : failed.getMessage();
        }
        String why = because;
        Progress done = progress.updateAndGet(now -> now.ended(why, clock.instant()));
        WorkerLog.LOG.rebuilt(target.state().address(), done.manifests(), done.rows(), done.failed());
    }

    private void restoreAll(StorageTarget target) throws IOException {
        @Nullable String after = null;
        do {
            @Nullable String from = after;
            ObjectPage page = target.ask(store -> store.list(target.keys().prefix() + "/", from, PAGE));
            for (StoredObject object : page.objects()) {
                Optional<UUID> recording = ObjectKeys.recordingOfManifest(object.key());
                if (recording.isPresent()) {
                    restore(target, recording.get(), object);
                }
            }
            after = page.next();
        } while (after != null);
    }

    /** A damaged manifest costs its own recording only; a store or a database that is away ends it all. */
    private void restore(StorageTarget target, UUID recording, StoredObject object) throws IOException {
        byte[] bytes = read(target, object);
        try {
            int written = restored(target, recording, object, bytes);
            progress.updateAndGet(now -> now.with(written, 0));
        } catch (IOException damaged) {
            WorkerLog.LOG.manifestNotRestored(object.key(), String.valueOf(damaged.getMessage()));
            progress.updateAndGet(now -> now.with(0, 1));
        }
    }

    private static byte[] read(StorageTarget target, StoredObject object) throws IOException {
        long length = Math.min(object.bytes(), LONGEST_MANIFEST);
        return target.ask(store -> {
            try (InputStream in = store.open(object.key(), 0, length)) {
                return in.readAllBytes();
            }
        });
    }

    private int restored(StorageTarget target, UUID recording, StoredObject object, byte[] bytes) throws IOException {
        JsonObject tables =
                placed(Manifest.read(recording, new ByteArrayInputStream(bytes)).rows(), target);
        UUID tenant = tenant(recording, tables);
        int written = rows.restore(Objects.requireNonNull(tables));
        MediaCopy manifest = new MediaCopy(
                target.place(),
                MediaCopy.Kind.MANIFEST,
                Manifest.CONTENT_TYPE,
                object.key(),
                bytes.length,
                java.util.HexFormat.of().formatHex(Sha256.digest(bytes)),
                clock.instant());
        CurrentTenant.as(tenant, () -> {
            recordings.copied(recording, manifest);
            return tenant;
        });
        return written;
    }

    /** What lies at a target that is lost as well is looked for where its manifest was found. */
    private @Nullable JsonObject placed(@Nullable JsonObject tables, StorageTarget target) {
        JsonArray copies = tables == null ? null : tables.getJsonArray("copy");
        if (tables == null || copies == null) {
            return tables;
        }
        JsonArrayBuilder placed = Json.createArrayBuilder();
        copies.forEach(copy -> placed.add(
                targets.serves(copy.asJsonObject().getString("place"))
                        ? copy
                        : Json.createObjectBuilder(copy.asJsonObject())
                                .add("place", target.place())
                                .build()));
        return Json.createObjectBuilder(tables).add("copy", placed).build();
    }

    /** Whose it is; a manifest that speaks of other recordings, or of objects of others, is not believed. */
    private static UUID tenant(UUID recording, @Nullable JsonObject tables) throws IOException {
        try {
            if (tables == null) {
                throw new IOException("it has no rows");
            }
            JsonObject row = tables.getJsonArray("recording").getJsonObject(0);
            boolean others = tables.getJsonArray("recording").size() != 1
                    || !row.getString("id").equals(recording.toString())
                    || tables.getJsonArray("copy").stream()
                            .anyMatch(copy -> !ObjectKeys.belongsTo(
                                    recording, copy.asJsonObject().getString("location")));
            if (others) {
                throw new IOException("it speaks of other recordings");
            }
            return UUID.fromString(row.getString("tenant_id"));
        } catch (NullPointerException | ClassCastException | IndexOutOfBoundsException | IllegalArgumentException odd) {
            throw new IOException("its rows are not those of a recording", odd);
        }
    }
}
