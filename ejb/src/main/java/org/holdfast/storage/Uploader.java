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
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.ObjectUpload;
import org.holdfast.storage.object.StoreFault;
import org.holdfast.storage.target.ObjectKeys;
import org.holdfast.storage.target.StorageTarget;

/** Puts one file into the bucket, reads it back, and only then calls it a copy. Stateless. */
@ApplicationScoped
public class Uploader {
    private CatalogueRows rows;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Uploader() {}

    @Inject
    public Uploader(CatalogueRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What every key of that recording begins with. */
    public static String folder(StorageTarget target, RecordingFacts facts) {
        return target.keys().folder(CurrentTenant.get(), facts.id(), facts.startedAt());
    }

    /**
     * A verified copy of that file under that key; what is there already is compared, never overwritten.
     *
     * @throws IOException when something else is there, or the store fails
     */
    public MediaCopy copied(StorageTarget target, UUID recordingId, String key, Path file, MediaCopy of)
            throws IOException {
        target.ask(store -> store.putIfAbsent(upload(key, file, of)));
        return verified(target, recordingId, key, of);
    }

    private static ObjectUpload upload(String key, Path file, MediaCopy of) {
        return new ObjectUpload(key, file, of.contentType(), of.bytes(), of.sha256());
    }

    private MediaCopy verified(StorageTarget target, UUID recordingId, String key, MediaCopy of) throws IOException {
        String found = target.ask(store -> digest(store, key, of.bytes()));
        if (!found.equals(of.sha256())) {
            WorkerLog.LOG.objectDiffers(key, recordingId.toString(), found, of.sha256());
            throw new ObjectDiffers(key, found, of.sha256());
        }
        return of.at(target.place(), key, clock.instant());
    }

    /** Digest of what is there; one byte more is asked for, so that an object that is longer has none that could be equal. */
    public static String digest(ObjectStore store, String key, long bytes) throws IOException {
        MessageDigest digest = Sha256.start();
        try (InputStream in = new DigestInputStream(store.open(key, 0, bytes + 1), digest)) {
            long found = in.transferTo(OutputStream.nullOutputStream());
            return found == bytes ? Sha256.hex(digest) : "none: it has other than " + bytes + " bytes";
        } catch (ObjectStoreFailed failed) {
            if (failed.fault() == StoreFault.MISSING) {
                return "none: it is missing";
            }
            throw failed;
        } catch (IOException broken) { // the store's fault, not the object's
            throw new ObjectStoreFailed(StoreFault.UNREACHABLE, "while it was read back: " + broken, broken);
        }
    }

    /** A verified manifest: under its plain name, or beside an earlier one that said something else. */
    public MediaCopy manifest(StorageTarget target, RecordingFacts facts, List<MediaCopy> files, Path localFolder)
            throws IOException {
        byte[] bytes = Manifest.of(facts, files, rows.of(facts.id())).bytes();
        String sha256 = HexFormat.of().formatHex(Sha256.digest(bytes));
        Path file = written(localFolder, bytes);
        String plain = folder(target, facts) + ObjectKeys.MANIFEST;
        MediaCopy what = new MediaCopy(
                target.place(),
                MediaCopy.Kind.MANIFEST,
                Manifest.CONTENT_TYPE,
                plain,
                bytes.length,
                sha256,
                clock.instant());
        boolean first = target.ask(store -> store.putIfAbsent(upload(plain, file, what)) == ObjectStore.Put.WRITTEN
                || digest(store, plain, bytes.length).equals(sha256));
        return first
                ? verified(target, facts.id(), plain, what)
                : copied(target, facts.id(), folder(target, facts) + ObjectKeys.laterManifest(sha256), file, what);
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
