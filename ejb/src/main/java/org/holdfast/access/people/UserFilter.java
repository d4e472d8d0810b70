package org.holdfast.access.people;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which users a list shall show; null means any. Immutable.
 *
 * @param text part of login, name or extension, whatever its case; empty for any
 * @param group who is in it or manages it
 */
public record UserFilter(
        String text,
        @Nullable UUID group,
        @Nullable UUID role,
        @Nullable Boolean enabled) {
    public UserFilter {
        text = text.strip();
    }

    public static UserFilter ofText(String text) {
        return new UserFilter(text, null, null, null);
    }
}
