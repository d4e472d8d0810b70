package org.holdfast.access.directory;

import java.util.Set;

/**
 * Somebody who proved elsewhere who they are. Immutable.
 *
 * @param source {@code ldap} or {@code oidc}
 * @param subject what they are called there for ever, whatever their login becomes
 * @param groups as they are called there
 */
public record Guest(String source, String subject, String login, String name, String email, Set<String> groups) {
    public Guest {
        groups = Set.copyOf(groups);
    }
}
