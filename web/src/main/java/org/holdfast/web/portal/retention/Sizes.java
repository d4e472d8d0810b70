package org.holdfast.web.portal.retention;

import java.util.Locale;

/** Numbers of bytes as people read them. Stateless. */
final class Sizes {
    private Sizes() {}

    static String of(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Locale.ENGLISH, "%.1f KB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ENGLISH, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ENGLISH, "%.2f GB", bytes / 1e9);
    }
}
