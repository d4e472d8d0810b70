package org.holdfast.access;

import java.io.Serializable;
import java.util.Set;
import java.util.UUID;

/** A user who has proved who they are. Immutable; lives in the portal's session, hence serialisable. */
public record SignedIn(UUID userId, String login, String name, Set<String> roles) implements Serializable {
    public SignedIn {
        roles = Set.copyOf(roles);
    }
}
