package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Brings home what a dead process left in {@code capturing/}: cuts the torn tail, writes the end (cause {@code CRASH}) and
 * seals. Stateless; run once at start, before any journal is created.
 */
public final class JournalRecovery {

    private JournalRecovery() {}

    /** Recovers every left-over journal; one that cannot be is quarantined and never stops the others. */
    public static List<Recovered> recover(JournalDirectory directory, Clock clock) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** What became of one journal. */
    public enum Outcome {
        SEALED,
        QUARANTINED
    }

    /**
     * One journal's recovery.
     *
     * @param file where it lies now
     * @param endedAt the last that is known of the session
     * @param damage one sentence for each damaged stretch, torn tail included
     */
    public record Recovered(Path file, Outcome outcome, Instant endedAt, List<String> damage) {
        public Recovered {
            damage = List.copyOf(damage);
        }
    }
}
