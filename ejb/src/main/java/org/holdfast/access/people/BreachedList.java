package org.holdfast.access.people;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file of breached passwords as "Have I Been Pwned" offers it: a line each, {@code SHA-1:count}, in order. Looked up by halving,
 * so that it may have a thousand million lines; nothing leaves this machine. Immutable.
 */
record BreachedList(Path file) {
    private static final int DIGITS = 40;

    boolean has(String password) throws IOException {
        String wanted = sha1(password);
        try (RandomAccessFile lines = new RandomAccessFile(file.toFile(), "r")) {
            long low = 0;
            long high = lines.length();
            while (low < high) {
                long middle = (low + high) >>> 1;
                String line = lineFrom(lines, middle);
                if (line == null || line.compareTo(wanted) > 0) {
                    high = middle;
                } else if (line.equals(wanted)) {
                    return true;
                } else {
                    low = middle + 1;
                }
            }
            return low == 0 && wanted.equals(lineFrom(lines, 0));
        }
    }

    /** The digest of the first line that begins there or later; null when there is none. */
    private static @Nullable String lineFrom(RandomAccessFile lines, long place) throws IOException {
        lines.seek(place == 0 ? 0 : place - 1);
        if (place > 0) {
            lines.readLine();
        }
        String line = lines.readLine();
        return line == null || line.length() < DIGITS
                ? null
                : line.substring(0, DIGITS).toUpperCase(java.util.Locale.ROOT);
    }

    /** What the list is made of; no password is ever stored so. */
    private static String sha1(String password) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
