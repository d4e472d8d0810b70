package org.holdfast.connector.siprec;

import java.util.Locale;
import java.util.Set;

/**
 * One body, alone or out of a multipart. The array is not copied; do not write to it.
 *
 * @param contentType as sent, parameters and all
 * @param disposition value of Content-Disposition as sent, empty when none was
 */
@SuppressWarnings("ArrayRecordComponent") // a raw body; equality is never asked for
public record BodyPart(String contentType, String disposition, byte[] bytes) {

    private static final Set<String> METADATA = Set.of("application/rs-metadata+xml", "application/rs-metadata");

    /** Type and subtype in lower case, without parameters. */
    public String mediaType() {
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isSdp() {
        return mediaType().equals("application/sdp");
    }

    /** Either of the two registered names (RFC 9806), whatever the disposition says. */
    public boolean isMetadata() {
        return METADATA.contains(mediaType());
    }
}
