package org.holdfast.recording.row;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as every JDK has it. */
public final class Sha256 {
    private Sha256() {}

    /** A digest to feed. */
    public static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Digest of these bytes. */
    public static byte[] digest(byte[] bytes) {
        return start().digest(bytes);
    }

    /** Lower-case hexadecimal form of a finished digest. */
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }
}
