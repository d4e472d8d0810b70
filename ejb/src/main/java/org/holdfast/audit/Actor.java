package org.holdfast.audit;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who does something. Immutable.
 *
 * @param id of the user; null for the system, or a login nobody has
 * @param login as it was at that time, since users are renamed
 * @param address where the request came from; empty for the system
 */
public record Actor(@Nullable UUID id, String login, String address) {
    /** What the node does by itself. */
    public static final Actor SYSTEM = new Actor(null, "system", "");
}
