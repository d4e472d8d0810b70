package org.holdfast.web.portal.browser;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids as pages carry them in addresses and fields, where anybody may have changed them. Stateless. */
public final class Ids {
    /** Belongs to nothing: what is no id is answered as the id of something that is not there. */
    private static final UUID NONE = new UUID(0, 0);

    private Ids() {}

    /** Empty when that text is no id. */
    public static Optional<UUID> of(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? Optional.empty() : Optional.of(UUID.fromString(text.strip()));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /** An id in any case; of nothing when that text is no id. */
    public static UUID orNone(@Nullable String text) {
        return of(text).orElse(NONE);
    }
}
