package org.holdfast.storage.s3;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which bucket, where, and who we are to it. Immutable; {@link #toString} shows no secret.
 *
 * @param endpoint of an S3-compatible server, or null for AWS itself
 * @param accessKey empty: what the environment gives, e.g. the role of the instance
 * @param multipartAbove bytes from which on a file is sent in parts
 * @param silence how long it may say nothing
 */
public record S3Address(
        @Nullable URI endpoint,
        String region,
        String bucket,
        String accessKey,
        String secretKey,
        S3Dialect dialect,
        S3Terms terms,
        long multipartAbove,
        Duration silence) {

    /** What S3 demands of every part but the last. */
    public static final long SMALLEST_PART = 5L << 20;

    /** How long a part is: short enough to be sent again, and 10,000 of them hold what one object may hold of a call. */
    long partBytes() {
        return Math.clamp(multipartAbove, SMALLEST_PART, 16L << 20);
    }

    @Override
    public String toString() {
        return endpoint == null ? "s3://" + bucket + " in " + region : endpoint + "/" + bucket;
    }
}
