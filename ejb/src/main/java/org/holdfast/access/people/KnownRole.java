package org.holdfast.access.people;

import java.util.List;
import java.util.UUID;
import org.holdfast.access.gate.Permission;

/** A role as others may see it. Immutable. Its text is what the audit trail keeps. */
public record KnownRole(UUID id, long version, String name, List<Permission> permissions) {
    /** The role of the first user, the same on every node. */
    public static final UUID ADMINISTRATOR = UUID.fromString("00000000-0000-7000-8000-000000000105");

    public KnownRole {
        permissions = List.copyOf(permissions);
    }
}
