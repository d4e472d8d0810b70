package org.holdfast.media.key;

import java.util.Base64;

/**
 * A data key as it may be written down: encrypted by the key encryption key of that id. Immutable by convention: nobody
 * writes to the bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // opaque bytes; equality is never asked for
public record WrappedKey(String keyId, byte[] bytes) {
    private static final int LONGEST_ID = 2048;

    public WrappedKey {
        if (keyId.isEmpty() || keyId.length() > LONGEST_ID || keyId.indexOf(' ') >= 0) {
            throw new IllegalArgumentException("not the id of a key: '" + keyId + "'");
        }
    }

    /** One line of text: the id, a space, the bytes in Base64. */
    public String text() {
        return keyId + ' ' + Base64.getEncoder().encodeToString(bytes);
    }

    /**
     * Reads {@link #text} back.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static WrappedKey of(String text) {
        int space = text.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("not a wrapped key");
        }
        return new WrappedKey(text.substring(0, space), Base64.getDecoder().decode(text.substring(space + 1)));
    }
}
