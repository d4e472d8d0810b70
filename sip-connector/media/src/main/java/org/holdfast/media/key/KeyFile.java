package org.holdfast.media.key;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.crypto.SecretKey;

/**
 * The key encryption keys of a node, in a file of its owner alone: the newest wraps, each unwraps what it has wrapped. Reads
 * the file anew when it changes, so that a key added by hand is used at once; a file that has gone or that others may read
 * gives no keys. Thread-safe.
 */
public final class KeyFile {
    private final Path path;
    private volatile Read read;

    /** The keys as they were when the file was that old and that long. */
    private record Read(FileTime changed, long bytes, KeyVersions versions) {}

    private KeyFile(Path path, Read read) {
        this.path = path;
        this.read = read;
    }

    /**
     * Reads a key file.
     *
     * @throws KeyUnavailable when it is missing, damaged, empty, or not its owner's alone
     */
    public static KeyFile open(Path path) throws KeyUnavailable {
        Path absolute = path.toAbsolutePath().normalize();
        return new KeyFile(absolute, read(absolute));
    }

    private static Read read(Path path) throws KeyUnavailable {
        try {
            FileTime changed = Files.getLastModifiedTime(path);
            long bytes = Files.size(path);
            return new Read(changed, bytes, KeyVersions.read(path));
        } catch (IOException e) {
            throw e instanceof KeyUnavailable known
                    ? known
                    : new KeyUnavailable("key file %s cannot be read: %s".formatted(path, e), e);
        }
    }

    private KeyVersions versions() throws KeyUnavailable {
        Read known = read;
        try {
            if (Files.getLastModifiedTime(path).equals(known.changed()) && Files.size(path) == known.bytes()) {
                return known.versions();
            }
        } catch (IOException e) {
            throw new KeyUnavailable("key file %s cannot be read: %s".formatted(path, e), e);
        }
        Read again = read(path);
        read = again;
        return again.versions();
    }

    /** The file. */
    public Path path() {
        return path;
    }

    /** One key's id and age; the key itself is told to nobody. */
    public record Version(String id, Instant created) {}

    /** All of them, oldest first; the last one wraps. */
    public List<Version> list() throws KeyUnavailable {
        return versions().list();
    }

    /** Id of the key that wraps. */
    public String newest() throws KeyUnavailable {
        return versions().newest().id();
    }

    /**
     * A fresh data key.
     *
     * @param purpose what it is for; only for that it can be unwrapped
     */
    public DataKey create(UUID purpose) throws KeyUnavailable {
        SecretKey fresh = KeyWrapping.fresh();
        return new DataKey(fresh, wrapped(fresh, purpose));
    }

    /** The data key that was created for that purpose. */
    public SecretKey unwrapped(WrappedKey wrapped, UUID purpose) throws KeyUnavailable {
        KeyVersions versions = versions();
        SecretKey key = versions.find(wrapped.keyId())
                .orElseThrow(() -> new KeyUnavailable(
                        "it is encrypted under key %s, which is not in key file %s".formatted(wrapped.keyId(), path)));
        return KeyWrapping.unwrapped(wrapped, key, purpose);
    }

    /** The same data key under the newest key. */
    public WrappedKey wrappedAnew(WrappedKey wrapped, UUID purpose) throws KeyUnavailable {
        return wrapped(unwrapped(wrapped, purpose), purpose);
    }

    private WrappedKey wrapped(SecretKey data, UUID purpose) throws KeyUnavailable {
        KeyVersions.Entry newest = versions().newest();
        return KeyWrapping.wrapped(data, newest.id(), newest.key(), purpose);
    }
}
