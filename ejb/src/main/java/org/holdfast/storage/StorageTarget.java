package org.holdfast.storage;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.operations.WorkerLog;
import org.holdfast.recording.MediaCopy;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.object.CircuitBreaker;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.S3Address;
import org.holdfast.storage.object.S3Store;
import org.holdfast.storage.object.StoreFault;
import org.holdfast.storage.object.TargetState;
import org.jspecify.annotations.Nullable;

/** The bucket that media goes to, when one is configured, and how it fares. Thread-safe; opened at first use. */
@ApplicationScoped
public class StorageTarget {
    private static final long MIB = 1L << 20;

    private @Nullable S3Address address;
    private ObjectKeys keys;
    private CircuitBreaker breaker;
    private @Nullable ObjectStore store;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected StorageTarget() {}

    @Inject
    public StorageTarget(Settings settings, Clock clock) {
        this.address = address(settings);
        this.keys = new ObjectKeys(settings.text(Setting.S3_PREFIX));
        this.breaker = address == null
                ? new CircuitBreaker("none", "no bucket is configured", clock)
                : new CircuitBreaker(MediaCopy.S3, address.toString(), clock);
    }

    private static @Nullable S3Address address(Settings settings) {
        String bucket = settings.text(Setting.S3_BUCKET);
        String endpoint = settings.text(Setting.S3_ENDPOINT);
        if (bucket.isEmpty()) {
            if (!endpoint.isEmpty()) {
                WorkerLog.LOG.storageHasNoBucket(endpoint, Setting.S3_BUCKET.property());
            }
            return null;
        }
        boolean compatible = switch (settings.text(Setting.S3_SERVER)) {
            case "aws" -> false;
            case "compatible" -> true;
            default -> !endpoint.isEmpty();
        };
        return new S3Address(
                endpoint.isEmpty() ? null : URI.create(endpoint),
                settings.text(Setting.S3_REGION),
                bucket,
                settings.text(Setting.S3_ACCESS_KEY),
                settings.text(Setting.S3_SECRET_KEY),
                compatible,
                settings.number(Setting.S3_MULTIPART_ABOVE) * MIB,
                settings.duration(Setting.S3_TIMEOUT));
    }

    /** Whether media is to go anywhere at all. */
    public boolean isConfigured() {
        return address != null;
    }

    /** How it fares. */
    public TargetState state() {
        return breaker.state();
    }

    /** What every key of that recording begins with. */
    public String folder(UUID tenant, UUID recordingId, Instant startedAt) {
        return keys.folder(tenant, recordingId, startedAt);
    }

    ObjectKeys keys() {
        return keys;
    }

    CircuitBreaker breaker() {
        return breaker;
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

    private synchronized ObjectStore store() throws ObjectStoreFailed {
        if (store == null) {
            store = S3Store.of(required());
        }
        return store;
    }

    private S3Address required() throws ObjectStoreFailed {
        if (address == null) {
            throw new ObjectStoreFailed(StoreFault.NO_BUCKET, "no bucket is configured", null);
        }
        return address;
    }

    /** Whether copies of that place can be read here. */
    public boolean serves(String place) {
        return isConfigured() && place.equals(MediaCopy.S3);
    }

    @PreDestroy
    synchronized void close() {
        if (store != null) {
            store.close();
        }
    }
}
