package org.holdfast.live;

import org.holdfast.connector.api.RecorderHealth;

/**
 * A recorder of the cluster that is there now, with its own word of how it is. Immutable.
 *
 * @param node the node it records for, e.g. {@code a}
 * @param here whether it is in this process
 */
public record KnownRecorder(String node, boolean here, RecorderHealth health) {}
