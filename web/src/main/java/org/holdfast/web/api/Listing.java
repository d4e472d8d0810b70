package org.holdfast.web.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list as the interface gives it; {@code next} is where the following page is, absent on the last. Immutable. */
public record Listing<T>(List<T> items, @Nullable String next) {
    public Listing {
        items = List.copyOf(items);
    }

    public static <T> Listing<T> of(List<T> items) {
        return new Listing<>(items, null);
    }
}
