package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalForcer;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;

/** A capture on a loopback address, with journals to capture into. */
final class CaptureFixture implements AutoCloseable {
    static final int LOW = 21_000;
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    final MediaCapture capture;
    final ExecutorService threads = Executors.newCachedThreadPool();
    private final JournalDirectory directory;
    private final JournalForcer forcer;

    CaptureFixture(CaptureSettings settings, Path journals, Clock clock) throws IOException {
        this(settings, journals, clock, JournalKeys.NONE);
    }

    CaptureFixture(CaptureSettings settings, Path journals, Clock clock, JournalKeys keys) throws IOException {
        directory = JournalDirectory.open(journals, keys);
        forcer = JournalForcer.start(threads, Duration.ofSeconds(5), journal -> {});
        capture = CaptureFactory.open(settings, threads, clock);
    }

    static CaptureSettings settings(InetAddress address, int pairs, CaptureSettings.Receiver receiver, int threads) {
        return new CaptureSettings(address, LOW, LOW + 2 * pairs - 1, Duration.ofMillis(100), receiver, threads);
    }

    Journal journal() throws IOException {
        UUID id = UUID.randomUUID();
        return Journal.create(
                directory, id, forcer, List.of(new JournalEntry.SessionOpened(START, id, "a", "call-" + id)));
    }

    /** One datagram of a journal. */
    record Kept(boolean control, long arrivalNanos, byte[] bytes) {
        String hex() {
            return HexFormat.of().formatHex(bytes);
        }
    }

    /** The datagrams of a journal, stream by stream in file order. */
    record Sealed(Map<Integer, List<Kept>> streams) {
        List<Kept> of(int stream) {
            return streams.getOrDefault(stream, List.of());
        }

        List<String> hexOf(int stream) {
            return of(stream).stream().map(Kept::hex).toList();
        }
    }

    /** Seals a journal and reads it. */
    Sealed sealed(Journal journal) throws IOException {
        journal.seal(new JournalEntry.SessionEnded(START, "BYE"));
        Map<Integer, List<Kept>> kept = new TreeMap<>();
        JournalReader.ReadResult result =
                JournalReader.read(directory.sealed().resolve(journal.fileName()), new JournalVisitor() {
                    @Override
                    public void entry(JournalEntry entry) {}

                    @Override
                    public void datagram(int stream, boolean control, long arrivalNanos, ByteBuffer datagram) {
                        byte[] bytes = new byte[datagram.remaining()];
                        datagram.get(bytes);
                        kept.computeIfAbsent(stream, _ -> new ArrayList<>())
                                .add(new Kept(control, arrivalNanos, bytes));
                    }
                });
        if (!result.damage().isEmpty() || !result.sealed()) {
            throw new IOException("not a sound journal: " + result);
        }
        return new Sealed(kept);
    }

    /** Datagrams of a stream as hex, RTP and RTCP alike. */
    List<String> keptOf(Journal journal, int stream) throws IOException {
        return sealed(journal).hexOf(stream);
    }

    @Override
    public void close() {
        capture.close();
        forcer.close();
        threads.shutdownNow();
    }
}
