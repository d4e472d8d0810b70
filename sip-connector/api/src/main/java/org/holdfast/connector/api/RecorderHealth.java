package org.holdfast.connector.api;

import java.util.List;
import org.holdfast.alarm.Alarm;

/**
 * The state of each part of the recorder. Immutable.
 *
 * @param alarms what an operator is to be told of, each kind the recorder watches, raised or not
 */
public record RecorderHealth(
        List<Component> components, boolean draining, int running, int capacity, List<Alarm> alarms) {

    /** One part, e.g. {@code sip-udp}, {@code journal}, {@code disk}, {@code media-ports}, with a reason when not fine. */
    public record Component(String name, boolean up, String reason) {
        /** A part without which no call can be recorded. A clock that jumped is a matter for an operator, no more. */
        public boolean vital() {
            return !name.equals("clock");
        }
    }

    public RecorderHealth {
        components = List.copyOf(components);
        alarms = List.copyOf(alarms);
    }

    /** Of a recorder that watches for no alarms. */
    public RecorderHealth(List<Component> components, boolean draining, int running, int capacity) {
        this(components, draining, running, capacity, List.of());
    }

    /** True when every vital component is up and the node is not draining: the SRC may send its next call here. */
    public boolean takesCalls() {
        return !draining && components.stream().filter(Component::vital).allMatch(Component::up);
    }
}
