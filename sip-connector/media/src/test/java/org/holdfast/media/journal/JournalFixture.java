package org.holdfast.media.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.cipher.JournalKeys;

/** A journal directory with one forcer, and entries to put in. */
final class JournalFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00.123456789Z");
    static final UUID SESSION = UUID.fromString("019abc00-0000-7000-8000-000000000001");
    static final UUID RECORDING = UUID.fromString("019abc00-0000-7000-8000-000000000002");

    final JournalDirectory directory;
    final JournalForcer forcer;
    private final Arena arena = Arena.ofAuto();

    JournalFixture(Path path) throws IOException {
        this(path, JournalKeys.NONE);
    }

    JournalFixture(Path path, JournalKeys keys) throws IOException {
        directory = JournalDirectory.open(path, keys);
        forcer = JournalForcer.start(
                task -> Thread.ofPlatform().daemon().start(task), Duration.ofMillis(100), journal -> {});
    }

    Journal begin() throws IOException {
        return Journal.create(
                directory,
                SESSION,
                forcer,
                List.of(
                        new SessionOpened(START, SESSION, "a", "call-1@src"),
                        new RecordingStarted(START, RECORDING, "cs-1", "inbound")));
    }

    static final SessionEnded END = new SessionEnded(START.plusSeconds(60), "BYE");

    static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }

    /** A batch of datagrams that arrived 20 ms apart. */
    DatagramBatch batch(boolean control, long firstArrival, byte[]... datagrams) {
        MemorySegment memory = arena.allocate(
                Math.max(1, List.of(datagrams).stream().mapToInt(d -> d.length).sum()));
        DatagramBatch batch = new DatagramBatch(memory, datagrams.length);
        long offset = 0;
        long arrival = firstArrival;
        for (byte[] datagram : datagrams) {
            MemorySegment.copy(datagram, 0, memory, java.lang.foreign.ValueLayout.JAVA_BYTE, offset, datagram.length);
            batch.add(offset, datagram.length, control, arrival);
            offset += datagram.length;
            arrival += 20_000_000L;
        }
        return batch;
    }

    @Override
    public void close() {
        forcer.close();
    }
}
