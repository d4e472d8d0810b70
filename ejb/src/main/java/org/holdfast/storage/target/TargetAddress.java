package org.holdfast.storage.target;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;

/**
 * Where a target is. Immutable; has no secret.
 *
 * @param endpoint URL of an S3-compatible server; empty for AWS itself
 * @param accessKey empty: what the environment gives, e.g. the role of the instance
 * @param directory below {@code storage.directory}, for {@link Type#DIRECTORY}
 */
@Embeddable
public record TargetAddress(
        @Enumerated(EnumType.STRING) Type type,
        String endpoint,
        String region,
        String bucket,
        String prefix,
        @Column(name = "access_key") String accessKey,
        String directory) {

    /** What kind of store. */
    public enum Type {
        AWS,
        /** A server that speaks S3. */
        COMPATIBLE,
        /** Files, e.g. of a mounted share. */
        DIRECTORY
    }

    /** Where it is, for people. */
    @Override
    public String toString() {
        if (type == Type.DIRECTORY) {
            return "directory " + directory;
        }
        return endpoint.isEmpty() ? "s3://" + bucket + " in " + region : endpoint + "/" + bucket;
    }
}
