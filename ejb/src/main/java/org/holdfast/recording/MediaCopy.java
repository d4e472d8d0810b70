package org.holdfast.recording;

import java.time.Instant;

/**
 * One file of a recording's media in one place, read back and compared there. Immutable.
 *
 * @param place {@link #LOCAL} or {@link #S3}
 * @param location path relative to the media directory, or object key
 * @param sha256 lower-case hexadecimal digest of what was read back
 * @param verifiedAt when it was read back
 */
public record MediaCopy(
        String place, Kind kind, String contentType, String location, long bytes, String sha256, Instant verifiedAt) {

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
