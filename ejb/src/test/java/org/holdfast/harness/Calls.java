package org.holdfast.harness;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.row.RowId;

/** Calls to put into a catalogue. */
public final class Calls {
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private Calls() {}

    /** A call of Alice and Bob. */
    public static RecordingFacts call() {
        return call(NOON, Duration.ofSeconds(30), "Alice", "Bob");
    }

    /** A call between these two. */
    public static RecordingFacts call(Instant at, Duration lasting, String caller, String callee) {
        UUID id = RowId.next();
        return new RecordingFacts(
                id,
                "a",
                id + ".journal",
                "cs-" + id,
                "inbound",
                at,
                at.plus(lasting),
                "BYE",
                List.of(party("p1", caller, "caller", at), party("p2", callee, "callee", at)),
                List.of(
                        new RecordingFacts.Stream(0, "1", "audio", "PCMU", 8000, List.of("p1")),
                        new RecordingFacts.Stream(1, "2", "audio", "PCMU", 8000, List.of("p2"))),
                Map.of("Call-ID", id + "@src.example.com"),
                List.of());
    }

    private static RecordingFacts.Party party(String id, String name, String role, Instant at) {
        return new RecordingFacts.Party(
                id, "sip:" + name.toLowerCase(java.util.Locale.ROOT) + "@example.com", name, role, at, null);
    }
}
