package org.holdfast.web.portal.retention;

import org.holdfast.web.portal.Texts;

/** Numbers of bytes as people read them. Stateless. */
final class Sizes {
    private Sizes() {}

    static String of(long bytes) {
        if (bytes < 1_000_000) {
            return String.format(Texts.locale(), "%.1f KB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Texts.locale(), "%.1f MB", bytes / 1e6)
                : String.format(Texts.locale(), "%.2f GB", bytes / 1e9);
    }
}
