package org.holdfast.storage.object;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.recording.row.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * Objects as files of a directory, e.g. a mounted share. An object appears by a hard link to a file that is whole and
 * forced, which fails when the name exists. Stateless.
 */
public final class DirectoryStore implements ObjectStore {
    private static final String UNFINISHED = ".unfinished";

    private final Path root;

    public DirectoryStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public Put putIfAbsent(ObjectUpload upload) throws ObjectStoreFailed {
        Path object = path(upload.key());
        Path unfinished = root.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
        try {
            if (Files.exists(object)) {
                return Put.ALREADY_THERE;
            }
            Files.createDirectories(root.resolve(UNFINISHED));
            Path folder = Files.createDirectories(object.resolveSibling(""));
            requireSame(upload, written(upload.file(), unfinished));
            Files.createLink(object, unfinished);
            force(folder);
            return Put.WRITTEN;
        } catch (FileAlreadyExistsException race) {
            return Put.ALREADY_THERE;
        } catch (IOException failed) {
            throw translated(failed);
        } finally {
            tidied(unfinished);
        }
    }

    private static String written(Path from, Path to) throws IOException {
        MessageDigest digest = Sha256.start();
        try (FileChannel file = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), digest)) {
            Files.copy(from, out);
            file.force(true);
        }
        return Sha256.hex(digest);
    }

    private static void requireSame(ObjectUpload upload, String sha256) throws ObjectStoreFailed {
        if (!sha256.equals(upload.sha256())) {
            throw new ObjectStoreFailed(
                    StoreFault.CHECKSUM,
                    "%s has digest %s, expected was %s".formatted(upload.key(), sha256, upload.sha256()),
                    null);
        }
    }

    /** Makes the name as durable as the content. */
    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** What stays behind is in nobody's way. */
    private static boolean tidied(Path unfinished) {
        try {
            return Files.deleteIfExists(unfinished);
        } catch (IOException leftOver) {
            return false;
        }
    }

    @Override
    public Optional<StoredObject> head(String key) throws ObjectStoreFailed {
        Path object = path(key);
        try {
            return Files.isRegularFile(object)
                    ? Optional.of(new StoredObject(key, Files.size(object)))
                    : Optional.empty();
        } catch (IOException failed) {
            throw translated(failed);
        }
    }

    @Override
    public InputStream open(String key, long from, long length) throws ObjectStoreFailed {
        try {
            SeekableByteChannel file = Files.newByteChannel(path(key));
            return new FileSlice(file.position(from), length);
        } catch (IOException failed) {
            throw translated(failed);
        }
    }

    @Override
    public ObjectPage list(String prefix, @Nullable String after, int most) throws ObjectStoreFailed {
        try (Stream<Path> tree = Files.exists(root) ? Files.walk(root) : Stream.empty()) {
            List<StoredObject> found = tree.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .filter(key -> !key.startsWith(UNFINISHED) && key.startsWith(prefix))
                    .filter(key -> after == null || key.compareTo(after) > 0)
                    .sorted()
                    .limit(most + 1L)
                    .map(key -> new StoredObject(key, size(key)))
                    .toList();
            boolean more = found.size() > most;
            List<StoredObject> page = more ? found.subList(0, most) : found;
            return new ObjectPage(page, more ? page.getLast().key() : null);
        } catch (IOException failed) {
            throw translated(failed);
        } catch (UncheckedIOException failed) {
            throw translated(new IOException(failed));
        }
    }

    private long size(String key) {
        try {
            return Files.size(root.resolve(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String key) throws ObjectStoreFailed {
        try {
            Files.deleteIfExists(path(key));
        } catch (IOException failed) {
            throw translated(failed);
        }
    }

    private Path path(String key) throws ObjectStoreFailed {
        ObjectKey.require(key);
        Path path = root.resolve(key).normalize();
        if (!path.startsWith(root) || path.startsWith(root.resolve(UNFINISHED))) {
            throw new ObjectStoreFailed(StoreFault.FORBIDDEN, "key '" + key + "' leads out of the store", null);
        }
        return path;
    }

    private static ObjectStoreFailed translated(IOException failed) {
        return switch (failed) {
            case ObjectStoreFailed known -> known;
            case NoSuchFileException missing ->
                new ObjectStoreFailed(StoreFault.MISSING, String.valueOf(missing.getMessage()), missing);
            case java.nio.file.AccessDeniedException denied ->
                new ObjectStoreFailed(StoreFault.FORBIDDEN, String.valueOf(denied.getMessage()), denied);
            default -> new ObjectStoreFailed(StoreFault.UNREACHABLE, failed.toString(), failed);
        };
    }

    /** Nothing is held open. */
    @Override
    public void close() {
        // nothing to close
    }
}
