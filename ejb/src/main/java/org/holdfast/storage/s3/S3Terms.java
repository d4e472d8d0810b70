package org.holdfast.storage.s3;

import java.time.Duration;

/**
 * How a bucket is to keep objects. Immutable.
 *
 * @param kmsKey key of {@link Encryption#SSE_KMS}; empty: the key of the bucket
 * @param storageClass as S3 names it; empty: the bucket's own
 * @param lockedFor how long an object that is put now cannot be deleted, with a lock
 */
public record S3Terms(Encryption encryption, String kmsKey, String storageClass, Lock lock, Duration lockedFor) {
    /** What the bucket does by itself. */
    public static final S3Terms BUCKETS_OWN = new S3Terms(Encryption.NONE, "", "", Lock.NONE, Duration.ZERO);

    /** Who encrypts, with which key. */
    public enum Encryption {
        /** As the bucket says. */
        NONE,
        /** Keys of S3. */
        SSE_S3,
        /** A key of KMS. */
        SSE_KMS
    }

    /** S3 Object Lock: who may delete before the time. */
    public enum Lock {
        NONE,
        /** Whoever has the special right. */
        GOVERNANCE,
        /** Nobody, not even the owner of the account. */
        COMPLIANCE
    }
}
