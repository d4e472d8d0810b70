package org.holdfast.media.tool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.holdfast.media.journal.DatagramBatch;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalForcer;
import org.holdfast.media.journal.cipher.JournalKeys;

/** A journal directory with journals of a second of PCMU on one stream. */
final class ToolFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    static final SessionEnded END = new SessionEnded(START.plusSeconds(60), "BYE");

    final JournalDirectory directory;
    private final JournalForcer forcer;

    ToolFixture(Path place) throws IOException {
        this(place, JournalKeys.NONE);
    }

    ToolFixture(Path place, JournalKeys keys) throws IOException {
        directory = JournalDirectory.open(place, keys);
        forcer = JournalForcer.start(
                task -> Thread.ofPlatform().daemon().start(task), Duration.ofSeconds(5), journal -> {});
    }

    static UUID session(int number) {
        return UUID.fromString("019abc00-0000-7000-8000-0000000000%02x".formatted(number));
    }

    static UUID recording(int number) {
        return UUID.fromString("019abc00-0000-7000-9000-0000000000%02x".formatted(number));
    }

    static String name(int number) {
        return session(number) + ".journal";
    }

    Journal running(int number) throws IOException {
        Journal journal = Journal.create(
                directory,
                session(number),
                forcer,
                List.of(
                        new SessionOpened(START, session(number), "dead", "call-" + number),
                        new RecordingStarted(START, recording(number), "cs-" + number, "inbound"),
                        new StreamDescribed(START, 0, "1", "audio", List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""))),
                        new ParticipantSeen(START, "p1", "sip:ann@x", "Ann \"the\" caller", "caller"),
                        new StreamBound(START, 0, List.of("p1")),
                        new BodyKept(START, "INVITE", "application/sdp", new byte[] {'v', '=', '0', '\r', '\n'})));
        MemorySegment memory = Arena.ofAuto().allocate(172);
        DatagramBatch batch = new DatagramBatch(memory, 1);
        for (int i = 0; i < 50; i++) {
            ByteBuffer rtp = ByteBuffer.allocate(172)
                    .put((byte) 0x80)
                    .put((byte) 0)
                    .putShort((short) i)
                    .putInt(160 * i)
                    .putInt(7);
            while (rtp.hasRemaining()) {
                rtp.put((byte) (rtp.position() % 2 == 0 ? 0x20 : 0xa0));
            }
            MemorySegment.copy(rtp.array(), 0, memory, ValueLayout.JAVA_BYTE, 0, 172);
            batch.clear();
            batch.add(0, 172, false, (START.toEpochMilli() + 20L * i) * 1_000_000);
            journal.append(0, batch);
        }
        return journal;
    }

    void sealed(int number) throws IOException {
        running(number).seal(END);
    }

    /** As a process leaves it that was killed in the midst of a record. */
    void torn(int number) throws IOException {
        running(number).close();
        Path file = directory.capturing().resolve(name(number));
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end - 30] ^= 1;
        Files.write(file, bytes);
    }

    @Override
    public void close() {
        forcer.close();
    }
}
