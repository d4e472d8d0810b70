package org.holdfast.access.gate;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.rulebook.AddressKeys;

/**
 * How far a right of somebody goes: to every recording, to those of some users, or to none. Immutable. A search turns it
 * into a condition on {@code RecordingAssignment}; a call still running is known by the addresses of who takes part.
 *
 * @param everything no restriction within the tenant
 * @param users whose recordings, when not everything
 * @param keys what the addresses of these users are compared by
 */
public record Reach(boolean everything, Set<UUID> users, Set<String> keys) {
    /** No restriction. */
    public static final Reach EVERYTHING = new Reach(true, Set.of(), Set.of());

    /** Nothing at all. */
    public static final Reach NOTHING = new Reach(false, Set.of(), Set.of());

    public Reach {
        users = Set.copyOf(users);
        keys = Set.copyOf(keys);
    }

    public boolean isNothing() {
        return !everything && users.isEmpty();
    }

    /** Whether a recording assigned to these users is within it. */
    public boolean covers(Collection<UUID> assigned) {
        return everything || assigned.stream().anyMatch(users::contains);
    }

    /** Whether a running call of participants with these addresses of record is within it. */
    public boolean coversAddresses(Collection<String> aors) {
        return everything
                || aors.stream().map(AddressKeys::of).flatMap(List::stream).anyMatch(keys::contains);
    }

    /** Whether all that the other reaches is within this. */
    public boolean covers(Reach other) {
        return everything || (!other.everything && users.containsAll(other.users));
    }
}
