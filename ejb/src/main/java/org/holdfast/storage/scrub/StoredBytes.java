package org.holdfast.storage.scrub;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.row.RowId;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.Uploader;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;

/** Reads the bytes of a copy, wherever it lies. Stateless. */
@ApplicationScoped
public class StoredBytes {
    private MediaDirectory media;
    private StorageTargets targets;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StoredBytes() {}

    @Inject
    public StoredBytes(MediaDirectory media, StorageTargets targets) {
        this.media = media;
        this.targets = targets;
    }

    /** Whether it can be read here at all now. */
    boolean reachable(MediaCopy copy) {
        return copy.place().equals(MediaCopy.LOCAL)
                || targets.at(copy.place()).filter(StorageTarget::isOpen).isPresent();
    }

    /**
     * Whether it is what it was.
     *
     * @return what is wrong with it; empty when nothing is
     * @throws IOException when the place does not answer, which says nothing of the copy
     */
    String wrong(MediaCopy copy) throws IOException {
        String found = copy.place().equals(MediaCopy.LOCAL) ? local(copy) : remote(copy);
        return found.equals(copy.sha256()) ? "" : "found was digest " + found + ", expected " + copy.sha256();
    }

    private String local(MediaCopy copy) {
        try {
            return media.digest(media.file(copy.location()));
        } catch (NoSuchFileException missing) {
            return "none: it is missing";
        } catch (IOException unreadable) {
            return "none: it cannot be read (" + unreadable + ")";
        }
    }

    private String remote(MediaCopy copy) throws IOException {
        return target(copy).ask(store -> Uploader.digest(store, copy.location(), copy.bytes()));
    }

    private StorageTarget target(MediaCopy copy) throws IOException {
        return targets.at(copy.place()).orElseThrow(() -> new IOException("there is no target " + copy.place()));
    }

    /** A file with the bytes of that copy, read and compared: of a local copy its own, else a new one beside {@code near}. */
    Optional<Path> file(MediaCopy copy, Path near) throws IOException {
        if (copy.place().equals(MediaCopy.LOCAL)) {
            return local(copy).equals(copy.sha256()) ? Optional.of(media.file(copy.location())) : Optional.empty();
        }
        Path fetched = fresh(near);
        boolean good = false;
        try (InputStream in = target(copy).ask(store -> store.open(copy.location(), 0, copy.bytes()))) {
            Files.copy(in, fetched);
            force(fetched);
            good = media.digest(fetched).equals(copy.sha256());
        } finally {
            if (!good) {
                Files.deleteIfExists(fetched);
            }
        }
        return good ? Optional.of(fetched) : Optional.empty();
    }

    /** Puts a good file where a damaged one is; that is kept aside. */
    void replace(Path damaged, Path good, String stamp) throws IOException {
        Path whole = fresh(damaged);
        Files.copy(good, whole);
        force(whole);
        if (Files.exists(damaged)) {
            Files.move(damaged, damaged.resolveSibling(damaged.getFileName() + ".damaged-" + stamp));
        }
        Files.move(whole, damaged, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path fresh(Path near) throws IOException {
        Files.createDirectories(near.resolveSibling(""));
        return near.resolveSibling(near.getFileName() + "." + RowId.next() + ".unfinished");
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
