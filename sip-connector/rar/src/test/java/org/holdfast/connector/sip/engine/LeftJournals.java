package org.holdfast.connector.sip.engine;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.media.journal.DatagramBatch;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalForcer;

/** Journals nobody sealed, as a recorder leaves them that was killed long ago. */
final class LeftJournals {
    private static final Instant BEGAN = Instant.parse("2026-11-22T10:00:00Z");
    private static final int DATAGRAM = 172;
    private static final int A_SECOND = 50;
    private static final int A_VISIT = 5;
    private static final List<PayloadFormat> FORMATS = List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""));

    private LeftJournals() {}

    /** So many, each of a call of two streams of that many seconds. */
    static void leave(Path directory, int journals, int seconds) throws IOException {
        JournalDirectory place = JournalDirectory.open(directory);
        try (ExecutorService threads = Executors.newCachedThreadPool();
                JournalForcer forcer = JournalForcer.start(threads, Duration.ofMinutes(5), failed -> {});
                Arena arena = Arena.ofConfined()) {
            MemorySegment visit = visit(arena);
            for (int number = 0; number < journals; number++) {
                try (Journal journal = Journal.create(place, UUID.randomUUID(), forcer, facts(number))) {
                    for (int frame = 0; frame < seconds * A_SECOND; frame += A_VISIT) {
                        append(journal, visit, frame);
                    }
                }
            }
        }
    }

    private static List<JournalEntry> facts(int number) {
        UUID session = UUID.randomUUID();
        List<JournalEntry> facts = new ArrayList<>();
        facts.add(new SessionOpened(BEGAN, session, "a", "left-" + number));
        facts.add(new RecordingStarted(BEGAN, UUID.randomUUID(), "left-" + number, "unknown"));
        facts.add(new StreamDescribed(BEGAN, 0, "1", "audio", FORMATS));
        facts.add(new StreamDescribed(BEGAN, 1, "2", "audio", FORMATS));
        return facts;
    }

    private static MemorySegment visit(Arena arena) {
        MemorySegment visit = arena.allocate((long) A_VISIT * DATAGRAM);
        for (int i = 0; i < A_VISIT; i++) {
            visit.set(ValueLayout.JAVA_BYTE, (long) i * DATAGRAM, (byte) 0x80);
        }
        return visit;
    }

    /** What a receiver finds when it looks after a stream every 100 ms. */
    private static void append(Journal journal, MemorySegment visit, int first) throws IOException {
        for (int stream = 0; stream < 2; stream++) {
            DatagramBatch batch = new DatagramBatch(visit, A_VISIT);
            for (int i = 0; i < A_VISIT; i++) {
                long at = (long) i * DATAGRAM;
                visit.set(ValueLayout.JAVA_BYTE, at + 2, (byte) ((first + i) >> 8));
                visit.set(ValueLayout.JAVA_BYTE, at + 3, (byte) (first + i));
                batch.add(at, DATAGRAM, false, BEGAN.getEpochSecond() * 1_000_000_000L + (first + i) * 20_000_000L);
            }
            journal.append(stream, batch);
        }
    }
}
