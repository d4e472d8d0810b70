package org.holdfast.erasure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.holdfast.recording.row.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * One line of a report. Immutable. Its hash covers all of it, each part with its length, and the hash of the line before.
 *
 * @param kind {@code recording}, {@code row}, {@code object}, {@code version}, {@code file}, {@code journal}, {@code audit}…
 * @param what which one: table and id, key, path
 * @param outcome {@code removed}, {@code prevented}, {@code stays} or {@code note}
 */
public record ReportLine(
        int number,
        @Nullable UUID recordingId,
        String kind,
        String what,
        String outcome,
        String because,
        Instant at,
        String hash) {
    /** Before the first line. */
    static final String NO_HASH = "0".repeat(64);

    /** The line that follows that hash. */
    static ReportLine after(String previous, int number, Entry entry, Instant at) {
        return new ReportLine(
                number,
                entry.recordingId(),
                entry.kind(),
                entry.what(),
                entry.outcome(),
                entry.because(),
                at,
                hash(previous, number, entry, at));
    }

    /** What a line is to say. */
    record Entry(@Nullable UUID recordingId, String kind, String what, String outcome, String because) {}

    /** Whether it is as it was written, after that hash. */
    boolean follows(String previous) {
        return hash.equals(hash(previous, number, new Entry(recordingId, kind, what, outcome, because), at));
    }

    private static String hash(String previous, int number, Entry entry, Instant at) {
        MessageDigest digest = Sha256.start();
        String[] parts = {
            previous,
            Integer.toString(number),
            String.valueOf(entry.recordingId()),
            entry.kind(),
            entry.what(),
            entry.outcome(),
            entry.because(),
            at.toString()
        };
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
        return Sha256.hex(digest);
    }
}
