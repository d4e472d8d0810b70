package org.holdfast.chaos;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.connector.api.EndCause;
import org.holdfast.connector.api.MediaStream;
import org.holdfast.connector.api.MetadataSnapshot;
import org.holdfast.connector.api.Participant;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.harness.Calls;
import org.holdfast.media.journal.DatagramBatch;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.StreamBound;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalForcer;

/** Always the same call, sealed: as it lies in a journal and as it is announced. */
final class SealedCall {
    static final UUID RECORDING = UUID.fromString("0190cafe-0000-7000-8000-00000000000a");
    private static final UUID SESSION = UUID.fromString("0190cafe-0000-7000-8000-00000000000b");
    private static final int FRAMES = 150;
    private static final Duration LENGTH = Duration.ofMillis(20 * FRAMES);

    private SealedCall() {}

    /** What the connector announces. */
    static SealedRecording announced() {
        Instant start = Calls.NOON;
        return new SealedRecording(
                RECORDING,
                SESSION + ".journal",
                "a",
                "cs-chaos",
                "inbound",
                start,
                start.plus(LENGTH),
                EndCause.BYE,
                List.of(
                        new Participant("p1", "sip:alice@example.com", "Alice", "caller", start, null),
                        new Participant("p2", "sip:bob@example.com", "Bob", "callee", start, null)),
                List.of(
                        new MediaStream(0, "1", "audio", "PCMU", 8000, List.of("p1")),
                        new MediaStream(1, "2", "audio", "PCMU", 8000, List.of("p2"))),
                Map.of("Call-ID", "chaos@src.example.com"),
                List.of(),
                List.of(new MetadataSnapshot(
                        start,
                        "INVITE",
                        "application/rs-metadata+xml",
                        "<recording/>".getBytes(StandardCharsets.UTF_8))));
    }

    /** Both talk in square waves; five frames of Bob's are lost. */
    static void journal(Path directory) throws IOException {
        List<PayloadFormat> formats = List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""));
        Instant start = Calls.NOON;
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                JournalForcer forcer = JournalForcer.start(threads, Duration.ofMillis(100), journal -> {});
                Journal journal = Journal.create(
                        JournalDirectory.open(directory),
                        SESSION,
                        forcer,
                        List.of(
                                new SessionOpened(start, SESSION, "a", "chaos"),
                                new RecordingStarted(start, RECORDING, "cs-chaos", "inbound"),
                                new StreamDescribed(start, 0, "1", "audio", formats),
                                new StreamDescribed(start, 1, "2", "audio", formats),
                                new StreamBound(start, 0, List.of("p1")),
                                new StreamBound(start, 1, List.of("p2"))))) {
            for (int number = 0; number < FRAMES; number++) {
                append(journal, 0, number);
                if (number < 50 || number >= 55) {
                    append(journal, 1, number);
                }
            }
            journal.append(new RecordingEnded(start.plus(LENGTH), RECORDING, "BYE"));
            journal.seal(new SessionEnded(start.plus(LENGTH), "BYE"));
        }
    }

    private static void append(Journal journal, int stream, int number) throws IOException {
        ByteBuffer packet = ByteBuffer.allocate(172).putShort((short) 0x8000).putShort((short) number);
        packet.putInt(160 * number).putInt(stream + 1);
        for (int i = 0; i < 160; i++) {
            packet.put((byte) (i % 20 < 10 + stream ? 0x90 : 0x10));
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment memory = arena.allocate(172);
            MemorySegment.copy(packet.array(), 0, memory, ValueLayout.JAVA_BYTE, 0, 172);
            DatagramBatch batch = new DatagramBatch(memory, 1);
            batch.add(0, 172, false, Calls.NOON.getEpochSecond() * 1_000_000_000L + number * 20_000_000L);
            journal.append(stream, batch);
        }
    }
}
