package org.holdfast.storage.object;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some objects in order of their keys. Immutable.
 *
 * @param next the key to go on after, or null when these were the last
 */
public record ObjectPage(
        List<StoredObject> objects, @Nullable String next) {
    public ObjectPage {
        objects = List.copyOf(objects);
    }
}
