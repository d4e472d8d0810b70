package org.holdfast.launcher;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.holdfast.settings.Setting;

/** The parts that one server process runs. Immutable. */
record Roles(Set<String> names) {
    static final Roles RECORDER = of("recorder");
    static final Roles WORKER_AND_PORTAL = of("worker,portal");

    Roles {
        names = Set.copyOf(names);
    }

    /** Unknown names are left to {@link Setting#ROLES} to refuse. */
    static Roles of(String list) {
        return new Roles(Arrays.stream(list.split(",")).map(String::strip).collect(Collectors.toSet()));
    }

    boolean isAll() {
        return has("recorder") && has("worker") && has("portal");
    }

    boolean has(String role) {
        return names.contains(role);
    }

    /** As the setting wants it. */
    String text() {
        return names.stream().sorted().collect(Collectors.joining(","));
    }

    /** What the process is called in the cluster: the node's name when it does everything. */
    String memberOf(String node) {
        return isAll() ? node : node + "-" + names.stream().sorted().collect(Collectors.joining("-"));
    }
}
