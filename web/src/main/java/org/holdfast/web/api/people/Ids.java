package org.holdfast.web.api.people;

import jakarta.ws.rs.NotFoundException;
import java.util.UUID;

/** Ids in paths. */
public final class Ids {
    private Ids() {}

    /** An id of another shape is the id of nothing. */
    public static UUID of(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new NotFoundException(e);
        }
    }
}
