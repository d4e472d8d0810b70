package org.holdfast.storage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Sha256;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectUpload;

/** Puts one file into the bucket, reads it back, and only then calls it a copy. Stateless. */
@ApplicationScoped
public class Uploader {
    private StorageTarget target;
    private CatalogueRows rows;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Uploader() {}

    @Inject
    public Uploader(StorageTarget target, CatalogueRows rows, Clock clock) {
        this.target = target;
        this.rows = rows;
        this.clock = clock;
    }

    /** What every key of that recording begins with. */
    String folder(RecordingFacts facts) {
        return target.keys().folder(CurrentTenant.get(), facts.id(), facts.startedAt());
    }

    /**
     * A verified copy of that file under that key; what is there already is compared, never overwritten.
     *
     * @throws ObjectDiffers when something else is there
     * @throws IOException when the store fails
     */
    MediaCopy copied(UUID recordingId, String key, Path file, MediaCopy of) throws IOException {
        ObjectUpload upload = new ObjectUpload(key, file, of.contentType(), of.bytes(), of.sha256());
        target.ask(store -> store.putIfAbsent(upload));
        String found = target.ask(store -> digest(store, key, of.bytes()));
        if (!found.equals(of.sha256())) {
            WorkerLog.LOG.objectDiffers(key, recordingId.toString(), found, of.sha256());
            throw new ObjectDiffers(key, found, of.sha256());
        }
        return new MediaCopy(MediaCopy.S3, of.kind(), of.contentType(), key, of.bytes(), of.sha256(), clock.instant());
    }

    /** Digest of what is there, length included: an object that is longer has none that could be equal. */
    static String digest(ObjectStore store, String key, long bytes) throws IOException {
        long found = store.head(key).map(object -> object.bytes()).orElse(-1L);
        if (found != bytes) {
            return found < 0 ? "none: it is missing" : "none: it has " + found + " bytes";
        }
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(store.open(key, 0, bytes), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return Sha256.hex(digest);
    }

    /** A verified manifest: under its plain name, or beside an earlier one that said something else. */
    MediaCopy manifest(RecordingFacts facts, List<MediaCopy> files, Path localFolder) throws IOException {
        byte[] bytes = Manifest.of(facts, files, rows.of(facts.id())).bytes();
        String sha256 = HexFormat.of().formatHex(Sha256.digest(bytes));
        String plain = folder(facts) + ObjectKeys.MANIFEST;
        boolean free = target.ask(store -> store.head(plain).isEmpty()
                || digest(store, plain, bytes.length).equals(sha256));
        MediaCopy what = new MediaCopy(
                MediaCopy.S3,
                MediaCopy.Kind.MANIFEST,
                Manifest.CONTENT_TYPE,
                free ? plain : folder(facts) + ObjectKeys.laterManifest(sha256),
                bytes.length,
                sha256,
                clock.instant());
        return copied(facts.id(), what.location(), written(localFolder, bytes), what);
    }

    private static Path written(Path folder, byte[] bytes) throws IOException {
        Path file = Files.createDirectories(folder).resolve(ObjectKeys.MANIFEST);
        Path unfinished = folder.resolve(ObjectKeys.MANIFEST + ".unfinished");
        Files.write(unfinished, bytes);
        try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
