package org.holdfast.connector.api;

import java.util.List;

/** The state of each part of the recorder. Immutable. */
public record RecorderHealth(List<Component> components, boolean draining, int running, int capacity) {

    /** One part, e.g. {@code sip-udp}, {@code journal}, {@code disk}, {@code media-ports}, with a reason when not fine. */
    public record Component(String name, boolean up, String reason) {}

    public RecorderHealth {
        components = List.copyOf(components);
    }

    /** True when every component is up and the node is not draining: the SRC may send its next call here. */
    public boolean takesCalls() {
        return !draining && components.stream().allMatch(Component::up);
    }
}
