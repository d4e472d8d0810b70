package org.holdfast.recording;

import java.time.Instant;

/**
 * One file of a recording's media in one place, read back and compared there. Immutable.
 *
 * @param place {@link #LOCAL} or {@link #S3}
 * @param location path relative to the media directory, or object key
 * @param sha256 lower-case hexadecimal digest of what was read back, as it lies there
 * @param verifiedAt when it was read back
 * @param plainBytes length of what it is in clear; that of the copy, unless that is encrypted
 * @param plainSha256 digest of what it is in clear; that of the copy, unless that is encrypted
 */
public record MediaCopy(
        String place,
        Kind kind,
        String contentType,
        String location,
        long bytes,
        String sha256,
        Instant verifiedAt,
        long plainBytes,
        String plainSha256) {

    /** One in clear. */
    public MediaCopy(
            String place,
            Kind kind,
            String contentType,
            String location,
            long bytes,
            String sha256,
            Instant verifiedAt) {
        this(place, kind, contentType, location, bytes, sha256, verifiedAt, bytes, sha256);
    }

    /** Whether what lies there is encrypted by the key of its recording. */
    public boolean isEncrypted() {
        return !plainSha256.equals(sha256);
    }

    /** The same bytes, found in another place. */
    public MediaCopy at(String otherPlace, String otherLocation, Instant when) {
        return new MediaCopy(
                otherPlace, kind, contentType, otherLocation, bytes, sha256, when, plainBytes, plainSha256);
    }

    /** The same, encrypted into another file of the same place. */
    public MediaCopy encrypted(String otherLocation, long storedBytes, String storedSha256, Instant when) {
        return new MediaCopy(
                place, kind, contentType, otherLocation, storedBytes, storedSha256, when, plainBytes, plainSha256);
    }

    /** The place of media in this node's own media directory. */
    public static final String LOCAL = "local";

    /** The place of media in the bucket of the storage target. */
    public static final String S3 = "s3";

    /** What the file is for. */
    public enum Kind {
        /** The lossless original, one channel a lane: {@code audio.wav}. */
        LOSSLESS,
        /** The form that stays: {@code audio.webm}. */
        STORED,
        /** Waveform peaks as JSON. */
        PEAKS,
        /** What the catalogue knows of the recording, as JSON beside its media. */
        MANIFEST
    }
}
