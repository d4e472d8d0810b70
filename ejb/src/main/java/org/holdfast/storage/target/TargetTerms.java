package org.holdfast.storage.target;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.holdfast.storage.s3.S3Terms;

/**
 * How a bucket is spoken to and keeps objects. Immutable.
 *
 * @param checksums whether the SDK adds checksums beyond the SHA-256 we send
 * @param lockDays how long an object cannot be deleted after it was put, with a lock
 */
@Embeddable
public record TargetTerms(
        @Column(name = "path_style") boolean pathStyle,
        boolean checksums,
        @Enumerated(EnumType.STRING) S3Terms.Encryption encryption,
        @Column(name = "kms_key") String kmsKey,
        @Column(name = "storage_class") String storageClass,

        @Enumerated(EnumType.STRING) @Column(name = "lock_mode")
        S3Terms.Lock lock,

        @Column(name = "lock_days") int lockDays) {

    /** As AWS wants it, or as every compatible server understands it. */
    public static TargetTerms usual(boolean compatible) {
        return new TargetTerms(compatible, !compatible, S3Terms.Encryption.NONE, "", "", S3Terms.Lock.NONE, 0);
    }
}
