package org.holdfast.node;

import java.util.List;

/** What was found, part by part. Immutable. */
public record HealthReport(List<Component> components) {

    /** One part, e.g. {@code database}; {@code reason} is never empty when it is not up. */
    public record Component(String name, boolean up, String reason) {}

    public HealthReport {
        components = List.copyOf(components);
    }

    /** True when every part is up. */
    public boolean up() {
        return components.stream().allMatch(Component::up);
    }
}
