package org.holdfast.media.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Brings home what a dead process left in {@code capturing/}: cuts the torn tail, ends what was running at the last instant
 * known of it, and seals. The cause is {@code CRASH}, unless the journal says that another end was decided.
 */
public final class JournalRecovery {
    private static final String CRASH = "CRASH";

    private JournalRecovery() {}

    /**
     * Recovers every left-over journal. One that holds no whole record goes to quarantine, byte for byte; none stops the
     * others.
     *
     * @throws IOException when the directory itself cannot be listed
     */
    public static List<Recovered> recover(JournalDirectory directory, Clock clock) throws IOException {
        List<Recovered> recovered = new ArrayList<>();
        for (Path journal : directory.leftOver()) {
            try {
                recovered.add(recover(directory, journal, clock));
            } catch (IOException e) {
                recovered.add(
                        new Recovered(journal, Outcome.LEFT, clock.instant(), List.of(String.valueOf(e.getMessage()))));
            }
        }
        return List.copyOf(recovered);
    }

    /**
     * Recovers one journal that nobody writes to.
     *
     * @throws IOException when it can be neither read nor written now; it is where it was then
     */
    public static Recovered recover(JournalDirectory directory, Path file, Clock clock) throws IOException {
        Contents contents = new Contents();
        JournalReader.ReadResult read = JournalReader.read(file, directory.keys(), contents);
        read.requireShown(file);
        UUID id = JournalDirectory.recordingSessionId(file);
        Instant last = contents.last;
        if (id == null || last == null) {
            Path moved = directory.quarantine(file);
            return new Recovered(moved, Outcome.QUARANTINED, clock.instant(), read.damage());
        }
        try (Journal journal = Journal.reopen(directory, file, id, read)) {
            if (!read.sealed()) {
                end(journal, contents, last);
            }
            journal.seal();
        }
        return new Recovered(directory.sealed().resolve(file.getFileName()), Outcome.SEALED, last, read.damage());
    }

    /** Media that was under way when the process died is missing, so that no such recording passes for complete. */
    private static void end(Journal journal, Contents contents, Instant last) throws IOException {
        Instant heard = contents.heard;
        if (heard != null && contents.decided != null && !contents.running.isEmpty()) {
            journal.append(new JournalEntry.GapKnown(heard, last, "RESTART"));
        }
        String cause = contents.decided == null ? CRASH : contents.decided;
        for (UUID recording : contents.running) {
            journal.append(new JournalEntry.RecordingEnded(last, recording, cause));
        }
        journal.append(new JournalEntry.SessionEnded(last, cause));
    }

    /** What became of one left-over file. */
    public enum Outcome {
        /** In the outbox now. */
        SEALED,
        /** Not a journal, or no whole record in it. */
        QUARANTINED,
        /** Could not be read or written; still where it was, to be tried at the next start. */
        LEFT
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

    /** The last known instant of a journal, and the recordings it says nothing of the end of. */
    private static final class Contents implements JournalVisitor {
        private final Set<UUID> running = new LinkedHashSet<>();
        private @Nullable Instant last;
        private @Nullable Instant heard;
        private @Nullable String decided;

        @Override
        public void entry(JournalEntry entry) {
            seen(entry.at());
            if (entry instanceof JournalEntry.RecordingStarted started) {
                running.add(started.recordingId());
            } else if (entry instanceof JournalEntry.RecordingEnded ended) {
                running.remove(ended.recordingId());
            } else if (entry instanceof JournalEntry.SessionEnding ending && decided == null) {
                decided = ending.cause();
            }
        }

        @Override
        public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
            Instant at = Instant.ofEpochSecond(0, arrivalNanos);
            heard = heard == null || at.isAfter(heard) ? at : heard;
            seen(at);
        }

        private void seen(Instant at) {
            if (last == null || at.isAfter(last)) {
                last = at;
            }
        }
    }
}
