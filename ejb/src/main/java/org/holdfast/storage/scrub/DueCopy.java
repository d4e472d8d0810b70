package org.holdfast.storage.scrub;

import java.util.UUID;
import org.holdfast.recording.MediaCopy;

/** A copy that is to be looked at. Immutable. */
record DueCopy(UUID id, UUID tenantId, UUID recordingId, MediaCopy copy) {}
