package org.holdfast.access;

import java.util.List;
import java.util.UUID;

/**
 * A user as others may see them; says nothing of the password. Immutable. Its text is what the audit trail keeps.
 *
 * @param version changes with each change, for {@code ETag}
 * @param extensions extensions, numbers and addresses of record whose calls are the user's
 */
public record KnownUser(
        UUID id,
        long version,
        String login,
        String name,
        String email,
        boolean enabled,
        List<UUID> roles,
        List<UUID> groups,
        List<UUID> managedGroups,
        List<String> extensions) {
    public KnownUser {
        roles = List.copyOf(roles);
        groups = List.copyOf(groups);
        managedGroups = List.copyOf(managedGroups);
        extensions = List.copyOf(extensions);
    }

    /** The name, or the login where there is none. */
    public String shown() {
        return name.isBlank() ? login : name;
    }
}
