package org.holdfast.storage.scrub;

import java.time.Instant;
import java.util.UUID;

/**
 * A copy that was not what it was. Immutable.
 *
 * @param place as copies name it
 * @param repaired whether a good one is there again
 */
public record ScrubFinding(
        UUID recordingId, String place, String kind, String location, boolean repaired, String because, Instant at) {}
