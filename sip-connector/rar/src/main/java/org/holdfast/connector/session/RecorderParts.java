package org.holdfast.connector.session;

import java.time.Clock;
import java.util.function.LongSupplier;
import org.holdfast.connector.capture.MediaCapture;
import org.holdfast.connector.session.keeping.RecordingRules;
import org.holdfast.connector.session.outbox.JournalRoom;
import org.holdfast.media.journal.JournalForcer;

/**
 * What every Recording Session of a node shares. Immutable.
 *
 * @param rules which calls are kept
 * @param clock wall time, for records
 * @param nanos monotonic time, for waiting; the two never meet
 */
public record RecorderParts(
        RecorderSettings settings,
        JournalRoom journals,
        JournalForcer forcer,
        MediaCapture media,
        RecordingRules rules,
        Clock clock,
        LongSupplier nanos) {}
