package org.holdfast.reconcile;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that should have been recorded. Immutable.
 *
 * @param line where it stands in what was uploaded, from 1
 * @param from who called; empty when not told
 * @param to who was called; empty when not told
 * @param duration null when not told
 * @param callId any key the recording may have: Call-ID, session id, UCID; empty when not told
 */
public record ExpectedCall(
        long line,
        Instant at,
        String from,
        String to,
        @Nullable Duration duration,
        String callId) {}
