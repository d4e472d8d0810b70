package org.holdfast.storage.object;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place that keeps objects under keys. An object once there is never overwritten, and is there either whole or not at
 * all. Thread-safe; every call waits a bounded time.
 */
public interface ObjectStore extends AutoCloseable {

    /** How a put ended. */
    enum Put {
        WRITTEN,
        /** Something is under that key; whether it is the same, only reading tells. */
        ALREADY_THERE
    }

    /** Puts a file under a key unless something is there. May be repeated after a failure, and goes on where it was. */
    Put putIfAbsent(ObjectUpload upload) throws ObjectStoreFailed;

    /** What is under that key. */
    Optional<StoredObject> head(String key) throws ObjectStoreFailed;

    /**
     * Opens {@code length} bytes from {@code from}; the caller closes.
     *
     * @throws ObjectStoreFailed with {@link StoreFault#MISSING} when nothing is under that key
     */
    InputStream open(String key, long from, long length) throws ObjectStoreFailed;

    /** Up to {@code most} objects whose keys begin so, in order of their keys, after that key. */
    ObjectPage list(String prefix, @Nullable String after, int most) throws ObjectStoreFailed;

    /** Takes the object away; a repeat changes nothing. */
    void delete(String key) throws ObjectStoreFailed;

    /** Every version of the objects whose keys begin so, delete markers too: few, those of one recording. */
    default List<ObjectVersion> versions(String prefix) throws ObjectStoreFailed {
        List<ObjectVersion> found = new ArrayList<>();
        @Nullable String after = null;
        do {
            ObjectPage page = list(prefix, after, 1000);
            page.objects().forEach(object -> found.add(new ObjectVersion(object.key(), "", false)));
            after = page.next();
        } while (after != null);
        return found;
    }

    /** Takes that version away for good; a repeat changes nothing. */
    default void deleteVersion(ObjectVersion version) throws ObjectStoreFailed {
        delete(version.key());
    }

    /** What keeps that version from being deleted, if anything does. */
    default Optional<ObjectLock> lock(ObjectVersion version) throws ObjectStoreFailed {
        return Optional.empty();
    }

    /**
     * Keeps the object from being deleted by anybody, or lets it go again.
     *
     * @return false when the store has no such thing
     */
    default boolean hold(String key, boolean held) throws ObjectStoreFailed {
        return false;
    }

    /** An address that gives the object to anybody who has it, for that long; none when the store has no such thing. */
    default Optional<URI> presigned(String key, String contentType, Duration lifetime) {
        return Optional.empty();
    }

    @Override
    void close();
}
