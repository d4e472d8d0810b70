package org.holdfast.playback;

import java.io.IOException;
import java.io.InputStream;

/**
 * Media that can be read now, any range of it. Immutable; opening it is the only I/O.
 *
 * @param sha256 lower-case hexadecimal digest of the whole
 * @param decodedFromStored true when a lossless form was asked for and had to be made from the stored one
 * @param fileName what a download should be called
 */
public record PlayableMedia(
        String contentType, long length, String sha256, boolean decodedFromStored, String fileName, Source source) {

    /** Where the bytes come from. */
    @FunctionalInterface
    public interface Source {
        /** Opens {@code length} bytes from {@code offset}; the caller closes. */
        InputStream open(long offset, long length) throws IOException;
    }

    /** Entity tag for HTTP, quotes included (RFC 9110 §8.8.3). */
    public String etag() {
        return '"' + sha256 + '"';
    }
}
