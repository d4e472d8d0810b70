package org.holdfast.storage.target;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.storage.object.CircuitBreaker;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.TargetState;
import org.jspecify.annotations.Nullable;

/** One place that media goes to, open or not yet, and how it fares. Thread-safe; opened at first use. */
public final class StorageTarget {
    private final KnownTarget known;
    private final Opening opening;
    private final ObjectKeys keys;
    private final CircuitBreaker breaker;
    private @Nullable ObjectStore store;

    /** Makes the store; what it needs may be missing. */
    @FunctionalInterface
    interface Opening {
        ObjectStore open() throws ObjectStoreFailed;
    }

    StorageTarget(KnownTarget known, Opening opening, Clock clock) {
        this.known = known;
        this.opening = opening;
        this.keys = new ObjectKeys(known.address().prefix());
        this.breaker = new CircuitBreaker(known.place(), known.address().toString(), clock);
    }

    /** What it is. */
    public KnownTarget known() {
        return known;
    }

    /** What media copies call it. */
    public String place() {
        return known.place();
    }

    /** How it fares. */
    public TargetState state() {
        return breaker.state();
    }

    /** Whether it may be asked now. */
    public boolean isOpen() {
        return breaker.isClosed();
    }

    public ObjectKeys keys() {
        return keys;
    }

    /** What every key of that recording begins with. */
    public String folder(UUID tenant, UUID recordingId, Instant startedAt) {
        return keys.folder(tenant, recordingId, startedAt);
    }

    /** Something that asks the store. */
    @FunctionalInterface
    public interface Question<T> {
        T ask(ObjectStore store) throws IOException;
    }

    /** Asks the store and remembers how it went. */
    public <T> T ask(Question<T> question) throws IOException {
        try {
            T answer = question.ask(store());
            breaker.succeeded();
            return answer;
        } catch (ObjectStoreFailed failed) {
            note(failed);
            throw failed;
        }
    }

    /** What concerns one object says nothing about the others. */
    private void note(ObjectStoreFailed failed) {
        switch (failed.fault()) {
            case MISSING, CONFLICT, CHECKSUM, LOCAL_FILE -> {}
            default -> breaker.failed(failed);
        }
    }

    /** An address at which whoever has it hears that object for a short time; none unless the target is to give such. */
    public Optional<URI> presigned(String key, String contentType) {
        Duration lifetime = Duration.ofSeconds(known.use().presignSeconds());
        if (lifetime.isZero() || !isOpen()) {
            return Optional.empty();
        }
        try {
            return store().presigned(key, contentType, lifetime);
        } catch (ObjectStoreFailed failed) {
            note(failed);
            return Optional.empty();
        }
    }

    private synchronized ObjectStore store() throws ObjectStoreFailed {
        if (store == null) {
            store = opening.open();
        }
        return store;
    }

    synchronized void close() {
        if (store != null) {
            store.close();
            store = null;
        }
    }
}
