package org.holdfast.live;

import java.util.List;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderHealth;

/**
 * What one recorder says of itself to the other processes of the cluster, whole each time. Immutable.
 *
 * @param member the process, by its name in the cluster
 * @param node the node it records for
 */
record LiveNews(String member, String node, List<LiveRecording> calls, RecorderHealth health) {
    LiveNews {
        calls = List.copyOf(calls);
    }
}
