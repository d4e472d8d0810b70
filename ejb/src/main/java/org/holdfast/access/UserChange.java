package org.holdfast.access;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What shall become of a user; null leaves it as it is. Immutable. */
public record UserChange(
        @Nullable String login,
        @Nullable String name,
        @Nullable String email,
        @Nullable String password,
        @Nullable Boolean enabled,
        @Nullable List<UUID> roles,
        @Nullable List<UUID> groups,
        @Nullable List<UUID> managedGroups,
        @Nullable List<String> extensions) {
    /** Changes nothing. */
    public static final UserChange NONE = new UserChange(null, null, null, null, null, null, null, null, null);

    public UserChange {
        roles = roles == null ? null : roles.stream().distinct().toList();
        groups = groups == null ? null : groups.stream().distinct().toList();
        managedGroups =
                managedGroups == null ? null : managedGroups.stream().distinct().toList();
        extensions = extensions == null
                ? null
                : extensions.stream()
                        .map(String::strip)
                        .filter(e -> !e.isEmpty())
                        .distinct()
                        .toList();
    }

    public UserChange withLogin(String text) {
        return new UserChange(text, name, email, password, enabled, roles, groups, managedGroups, extensions);
    }

    public UserChange withName(String text) {
        return new UserChange(login, text, email, password, enabled, roles, groups, managedGroups, extensions);
    }

    public UserChange withPassword(@Nullable String text) {
        return new UserChange(login, name, email, text, enabled, roles, groups, managedGroups, extensions);
    }

    public UserChange withEnabled(boolean may) {
        return new UserChange(login, name, email, password, may, roles, groups, managedGroups, extensions);
    }

    public UserChange withRoles(List<UUID> ids) {
        return new UserChange(login, name, email, password, enabled, ids, groups, managedGroups, extensions);
    }

    public UserChange inGroups(List<UUID> ids) {
        return new UserChange(login, name, email, password, enabled, roles, ids, managedGroups, extensions);
    }

    public UserChange managing(List<UUID> ids) {
        return new UserChange(login, name, email, password, enabled, roles, groups, ids, extensions);
    }

    public UserChange withExtensions(List<String> numbers) {
        return new UserChange(login, name, email, password, enabled, roles, groups, managedGroups, numbers);
    }

    /** Never shows the password: records end up in logs. */
    @Override
    public String toString() {
        return "UserChange[login=" + login + "]";
    }
}
