package org.holdfast.access.people;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A group as others may see it. Immutable. Its text is what the audit trail keeps. */
public record KnownGroup(
        UUID id, long version, String name, @Nullable UUID parent) {

    /** These groups and all below them. */
    public static Set<UUID> withThoseBelow(Collection<UUID> tops, Collection<KnownGroup> all) {
        Set<UUID> found = new HashSet<>(tops);
        Deque<UUID> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            UUID parent = next.pop();
            all.stream()
                    .filter(group -> parent.equals(group.parent()))
                    .map(KnownGroup::id)
                    .filter(found::add)
                    .forEach(next::push);
        }
        return found;
    }
}
