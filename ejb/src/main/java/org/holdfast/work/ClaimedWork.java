package org.holdfast.work;

import java.util.UUID;

/**
 * A work item this process holds the lease of. Immutable.
 *
 * @param attempts tries so far, this one included
 * @param failures tries in a row without a planned outcome, this one included until it has one
 */
record ClaimedWork(UUID id, UUID tenantId, UUID recordingId, WorkKind kind, int attempts, int failures) {}
