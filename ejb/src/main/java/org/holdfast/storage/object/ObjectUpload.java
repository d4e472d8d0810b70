package org.holdfast.storage.object;

import java.nio.file.Path;

/**
 * A file to be kept under a key. Immutable.
 *
 * @param sha256 lower-case hexadecimal digest of the file
 */
public record ObjectUpload(String key, Path file, String contentType, long bytes, String sha256) {}
