package org.holdfast.access.gate;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * All that a user may do at a moment. Immutable.
 *
 * @param validFrom sessions and tokens from before are worth nothing
 * @param scopes the widest scope of each right
 * @param reaches how far each scope below the tenant goes for this user
 */
record Rights(boolean enabled, Instant validFrom, Map<Right, Scope> scopes, Map<Scope, Reach> reaches) {
    /** Of somebody who is not there (any more). */
    static final Rights NONE = new Rights(false, Instant.MAX, Map.of(), Map.of());

    Rights {
        scopes = Map.copyOf(scopes);
        reaches = Map.copyOf(reaches);
    }

    static Map<Right, Scope> widest(Collection<Permission> permissions) {
        Map<Right, Scope> widest = new EnumMap<>(Right.class);
        permissions.forEach(permission ->
                widest.merge(permission.right(), permission.scope(), (one, other) -> one.reaches(other) ? one : other));
        return widest;
    }

    boolean admits(Instant since) {
        return enabled && !since.isBefore(validFrom);
    }

    /** The scope of the right; none when there is none, or too small a one for a right to the whole. */
    Optional<Scope> scope(Right right) {
        return enabled
                ? Optional.ofNullable(scopes.get(right))
                        .filter(scope -> !right.isWhole() || scope.reaches(Scope.TENANT))
                : Optional.empty();
    }

    Reach reach(Right right) {
        return scope(right)
                .map(scope ->
                        scope.reaches(Scope.TENANT) ? Reach.EVERYTHING : reaches.getOrDefault(scope, Reach.NOTHING))
                .orElse(Reach.NOTHING);
    }

    boolean includes(Permission permission) {
        return scope(permission.right())
                .map(scope -> scope.reaches(permission.scope()))
                .orElse(false);
    }
}
