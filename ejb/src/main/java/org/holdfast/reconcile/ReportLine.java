package org.holdfast.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report. Immutable.
 *
 * @param line of the list that was uploaded; 0 for a recording that is not in it
 * @param at when the call was expected, or the recording began when nobody expected it
 * @param expected how long it should have lasted; null when not told
 * @param recordingId null when the call is missing
 * @param recordedAt when the recording began
 * @param recorded how long it is
 * @param differs the recording is shorter or longer than expected, by more than the tolerance
 */
public record ReportLine(
        Outcome outcome,
        long line,
        Instant at,
        String from,
        String to,
        String callId,
        @Nullable Duration expected,
        @Nullable UUID recordingId,
        @Nullable Instant recordedAt,
        @Nullable Duration recorded,
        boolean differs) {

    /** What became of the call. */
    public enum Outcome {
        MATCHED,
        MISSING,
        UNEXPECTED;

        /** E.g. {@code missing}, as REST and portal say it. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    static ReportLine matched(ExpectedCall call, HeldCall held, Duration tolerance) {
        Duration expected = call.duration();
        boolean differs =
                expected != null && expected.minus(held.duration()).abs().compareTo(tolerance) > 0;
        return new ReportLine(
                Outcome.MATCHED,
                call.line(),
                call.at(),
                call.from(),
                call.to(),
                call.callId(),
                expected,
                held.id(),
                held.at(),
                held.duration(),
                differs);
    }

    static ReportLine missing(ExpectedCall call) {
        return new ReportLine(
                Outcome.MISSING,
                call.line(),
                call.at(),
                call.from(),
                call.to(),
                call.callId(),
                call.duration(),
                null,
                null,
                null,
                false);
    }

    static ReportLine unexpected(HeldCall held) {
        String from = held.parties().isEmpty() ? "" : held.parties().getFirst();
        String to = held.parties().size() < 2
                ? ""
                : String.join(", ", held.parties().subList(1, held.parties().size()));
        return new ReportLine(
                Outcome.UNEXPECTED, 0, held.at(), from, to, "", null, held.id(), held.at(), held.duration(), false);
    }
}
