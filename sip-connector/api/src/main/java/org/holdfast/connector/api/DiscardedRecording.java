package org.holdfast.connector.api;

import java.time.Instant;
import java.util.UUID;

/**
 * A recording that was not kept, as the rules have it: its media was never written, or was removed at its end. Immutable.
 *
 * @param node name of the node that had the call
 * @param outcome why: {@code never}, {@code sampled-out}, or {@code on-demand} when nobody asked for it
 * @param rule name of the rule that decided
 */
public record DiscardedRecording(
        UUID recordingId, String node, Instant startedAt, Instant endedAt, String outcome, String rule) {}
