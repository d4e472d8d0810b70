package org.holdfast.web.portal.people;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.access.people.KnownRole;

/**
 * Something a form offers. Immutable.
 *
 * @param depth how far below the top, for groups
 */
public record Choice(String id, String label, int depth) {

    static List<Choice> ofRoles(List<KnownRole> roles) {
        return roles.stream()
                .map(role -> new Choice(role.id().toString(), role.name(), 0))
                .toList();
    }

    /** Groups by their whole path, so that each stands below its parent. */
    static List<Choice> ofGroups(List<KnownGroup> groups) {
        Map<UUID, KnownGroup> known = new HashMap<>();
        groups.forEach(group -> known.put(group.id(), group));
        return groups.stream()
                .map(group -> {
                    String path = path(group, known);
                    return new Choice(group.id().toString(), path, path.split(" / ", -1).length - 1);
                })
                .sorted(Comparator.comparing(choice -> choice.label().toLowerCase(java.util.Locale.ROOT)))
                .toList();
    }

    private static String path(KnownGroup group, Map<UUID, KnownGroup> known) {
        String path = group.name();
        KnownGroup at = group;
        for (int i = 0; i < known.size() && at.parent() != null; i++) {
            KnownGroup parent = known.get(at.parent());
            if (parent == null) {
                break;
            }
            path = parent.name() + " / " + path;
            at = parent;
        }
        return path;
    }

    /** Its last part. */
    public String name() {
        return label.substring(label.lastIndexOf(" / ") < 0 ? 0 : label.lastIndexOf(" / ") + 3);
    }
}
