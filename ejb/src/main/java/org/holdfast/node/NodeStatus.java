package org.holdfast.node;

import java.util.List;
import java.util.Optional;
import org.holdfast.alarm.Alarm;
import org.holdfast.work.WorkBacklog;

/**
 * All that an operator is to see of this node at a glance. Immutable.
 *
 * @param alarms raised or not, the recorder's first
 * @param backlog empty while the database does not answer
 * @param outbox recordings not in the catalogue yet; empty when this process does not know
 * @param running Recording Sessions now
 * @param capacity Recording Sessions at most; 0 without a recorder
 */
public record NodeStatus(
        HealthReport health,
        List<Alarm> alarms,
        Optional<WorkBacklog> backlog,
        Optional<Integer> outbox,
        List<Volume> volumes,
        int running,
        int capacity) {

    /** Room on the volume something is written to. */
    public record Volume(String use, String directory, long freeBytes, long totalBytes) {}

    public NodeStatus {
        alarms = List.copyOf(alarms);
        volumes = List.copyOf(volumes);
    }
}
