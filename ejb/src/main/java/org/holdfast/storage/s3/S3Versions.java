package org.holdfast.storage.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.holdfast.storage.object.ObjectLock;
import org.holdfast.storage.object.ObjectVersion;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockLegalHoldStatus;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Versions of objects and what locks them: in a bucket with versions a plain delete only hides an object. Thread-safe. */
final class S3Versions {
    private static final int NOT_IMPLEMENTED = 501;

    private final S3Client client;
    private final String bucket;

    S3Versions(S3Client client, String bucket) {
        this.client = client;
        this.bucket = bucket;
    }

    /** Every version and delete marker; none when the server knows no versions. */
    List<ObjectVersion> of(String prefix) {
        List<ObjectVersion> found = new ArrayList<>();
        try {
            client.listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix))
                    .forEach(page -> {
                        page.versions()
                                .forEach(version ->
                                        found.add(new ObjectVersion(version.key(), id(version.versionId()), false)));
                        page.deleteMarkers()
                                .forEach(marker ->
                                        found.add(new ObjectVersion(marker.key(), id(marker.versionId()), true)));
                    });
            return found;
        } catch (S3Exception answered) {
            if (answered.statusCode() == NOT_IMPLEMENTED
                    || S3Faults.code(answered).equals("NotImplemented")) {
                return List.of();
            }
            throw answered;
        }
    }

    private static String id(@org.jspecify.annotations.Nullable String id) {
        return id == null ? "" : id;
    }

    ObjectVersion delete(ObjectVersion version) {
        client.deleteObject(delete ->
                delete.bucket(bucket).key(version.key()).versionId(version.id().isEmpty() ? null : version.id()));
        return version;
    }

    Optional<ObjectLock> lock(ObjectVersion version) {
        try {
            return lock(client.headObject(
                    head -> head.bucket(bucket).key(version.key()).versionId(version.id())));
        } catch (S3Exception answered) {
            if (answered.statusCode() == 404) {
                return Optional.empty();
            }
            throw answered;
        }
    }

    private static Optional<ObjectLock> lock(HeadObjectResponse head) {
        if (head.objectLockLegalHoldStatus() == ObjectLockLegalHoldStatus.ON) {
            return Optional.of(new ObjectLock(null, "a legal hold of the bucket"));
        }
        Instant until = head.objectLockRetainUntilDate();
        return until == null
                ? Optional.empty()
                : Optional.of(new ObjectLock(
                        until,
                        "Object Lock in "
                                + String.valueOf(head.objectLockModeAsString()).toLowerCase(java.util.Locale.ROOT)
                                + " mode"));
    }
}
