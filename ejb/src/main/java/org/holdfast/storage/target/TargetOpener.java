package org.holdfast.storage.target;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.holdfast.operations.WorkerLog;
import org.holdfast.secret.SecretBox;
import org.holdfast.secret.SecretUnreadable;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.holdfast.storage.object.DirectoryStore;
import org.holdfast.storage.object.ObjectStore;
import org.holdfast.storage.object.ObjectStoreFailed;
import org.holdfast.storage.object.StoreFault;
import org.holdfast.storage.s3.S3Address;
import org.holdfast.storage.s3.S3Dialect;
import org.holdfast.storage.s3.S3Store;
import org.holdfast.storage.s3.S3Terms;

/** Makes stores of what settings and catalogue say of a target. Stateless. */
final class TargetOpener {
    private static final long MIB = 1L << 20;

    private final Settings settings;
    private final SecretBox secrets;
    private final Path directories;
    private final Clock clock;

    TargetOpener(Settings settings, Clock clock) {
        this.settings = settings;
        this.secrets = new SecretBox(settings);
        this.directories = Path.of(settings.text(Setting.STORAGE_DIRECTORY));
        this.clock = clock;
    }

    /** The bucket of the settings. */
    Optional<StorageTarget> ofSettings() {
        String bucket = settings.text(Setting.S3_BUCKET);
        String endpoint = settings.text(Setting.S3_ENDPOINT);
        if (bucket.isEmpty()) {
            if (!endpoint.isEmpty()) {
                WorkerLog.LOG.storageHasNoBucket(endpoint, Setting.S3_BUCKET.property());
            }
            return Optional.empty();
        }
        boolean compatible = switch (settings.text(Setting.S3_SERVER)) {
            case "aws" -> false;
            case "compatible" -> true;
            default -> !endpoint.isEmpty();
        };
        TargetAddress address = new TargetAddress(
                compatible ? TargetAddress.Type.COMPATIBLE : TargetAddress.Type.AWS,
                endpoint,
                settings.text(Setting.S3_REGION),
                bucket,
                settings.text(Setting.S3_PREFIX),
                settings.text(Setting.S3_ACCESS_KEY),
                "");
        KnownTarget known = new KnownTarget(
                null,
                0,
                bucket,
                true,
                Integer.MAX_VALUE,
                address,
                TargetTerms.usual(compatible),
                KnownTarget.Use.EVERYTHING);
        return Optional.of(new StorageTarget(known, () -> bucket(known, settings.text(Setting.S3_SECRET_KEY)), clock));
    }

    StorageTarget target(StoredTargets.Stored stored) {
        return new StorageTarget(stored.known(), () -> opened(stored), clock);
    }

    private ObjectStore opened(StoredTargets.Stored stored) throws ObjectStoreFailed {
        KnownTarget known = stored.known();
        if (known.address().type() == TargetAddress.Type.DIRECTORY) {
            return new DirectoryStore(directories.resolve(known.address().directory()));
        }
        try {
            String sealed = stored.sealedSecret();
            return bucket(known, sealed.isEmpty() ? "" : secrets.open(sealed, Objects.requireNonNull(known.id())));
        } catch (SecretUnreadable unreadable) {
            throw new ObjectStoreFailed(StoreFault.CREDENTIALS, String.valueOf(unreadable.getMessage()), unreadable);
        }
    }

    private ObjectStore bucket(KnownTarget known, String secret) throws ObjectStoreFailed {
        TargetAddress at = known.address();
        TargetTerms terms = known.terms();
        return S3Store.of(
                new S3Address(
                        at.endpoint().isEmpty() ? null : URI.create(at.endpoint()),
                        at.region(),
                        at.bucket(),
                        at.accessKey(),
                        secret,
                        new S3Dialect(terms.pathStyle(), terms.checksums(), at.type() == TargetAddress.Type.AWS),
                        new S3Terms(
                                terms.encryption(),
                                terms.kmsKey(),
                                terms.storageClass(),
                                terms.lock(),
                                Duration.ofDays(terms.lockDays())),
                        settings.number(Setting.S3_MULTIPART_ABOVE) * MIB,
                        settings.duration(Setting.S3_TIMEOUT)),
                clock);
    }
}
