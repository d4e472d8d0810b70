package org.holdfast.storage.s3;

/**
 * How a server wants to be spoken to. Immutable.
 *
 * @param pathStyle the bucket is in the path, not in the host name
 * @param checksums what the SDK adds beyond the SHA-256 we send: checksums nobody asked for break some servers
 * @param chunked bodies may be signed in chunks
 */
public record S3Dialect(boolean pathStyle, boolean checksums, boolean chunked) {
    /** AWS itself. */
    public static final S3Dialect AWS = new S3Dialect(false, true, true);

    /** What every server understands. */
    public static final S3Dialect COMPATIBLE = new S3Dialect(true, false, false);
}
