package org.holdfast.media.container;

import java.nio.file.Path;

/**
 * A file that is whole and durable.
 *
 * @param sha256 lower-case hexadecimal, of the whole file
 */
public record MediaFile(Path path, long bytes, String sha256) {}
