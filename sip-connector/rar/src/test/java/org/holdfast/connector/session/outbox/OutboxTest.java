package org.holdfast.connector.session.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.connector.api.ListenerUnavailable;
import org.holdfast.connector.api.LiveRecording;
import org.holdfast.connector.api.RecorderControl;
import org.holdfast.connector.api.RecordingListener;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.connector.session.volume.VolumeLimits;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalForcer;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final int A_LONG_OUTAGE = 1000;

    @TempDir
    Path journals;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Catalogue catalogue = new Catalogue();
    private JournalRoom room;

    /** A listener that is away, or refuses some. */
    private static final class Catalogue implements RecordingListener {
        private final List<UUID> taken = new CopyOnWriteArrayList<>();
        private final Set<UUID> poison = ConcurrentHashMap.newKeySet();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean away;
        private volatile boolean broken;

        @Override
        public void sealed(SealedRecording recording) throws Exception {
            asked.incrementAndGet();
            if (away) {
                throw new ListenerUnavailable("the database does not answer", null);
            }
            if (broken || poison.contains(recording.recordingId())) {
                throw new IOException("refused");
            }
            taken.add(recording.recordingId());
        }

        @Override
        public void ready(RecorderControl recorder) {
            // not asked for
        }

        @Override
        public void changed(LiveRecording recording) {
            // not asked for
        }

        @Override
        public void ended(LiveRecording recording) {
            // not asked for
        }
    }

    @BeforeEach
    void open() throws IOException {
        room = new JournalRoom(
                journals, JournalKeys.NONE, new VolumeLimits(15, 5, 1, 0, Duration.ofDays(7)), usable -> {});
        room.probe();
    }

    @AfterEach
    void close() {
        room.close();
        threads.shutdown();
    }

    @Test
    void aLongOutageDrainsInTheOrderTheCallsEndedAndEachOnce() throws IOException {
        List<UUID> ended = sealed(A_LONG_OUTAGE);
        catalogue.away = true;
        try (Outbox outbox = new Outbox(room, () -> Optional.of(catalogue), threads)) {
            await().until(() -> catalogue.asked.get() == 3 && outbox.waiting() == A_LONG_OUTAGE);
            catalogue.away = false;
            await().atMost(Duration.ofMinutes(2)).until(() -> outbox.waiting() == 0);
            assertThat(catalogue.taken).isEqualTo(ended);
        }
        assertThat(journals.resolve("sealed")).isEmptyDirectory();
    }

    @Test
    void thePoisonedOnesDelayNoOther() throws IOException {
        List<UUID> ended = sealed(20);
        List<UUID> good = new ArrayList<>(ended);
        List<UUID> poisoned = List.of(ended.get(0), ended.get(1), ended.get(2), ended.get(3), ended.get(9));
        catalogue.poison.addAll(poisoned);
        good.removeAll(poisoned);
        try (Outbox outbox = new Outbox(room, () -> Optional.of(catalogue), threads)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> catalogue.taken.size() == good.size());
            assertThat(catalogue.taken).isEqualTo(good);
            catalogue.poison.clear();
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            assertThat(catalogue.taken).hasSize(20).doesNotHaveDuplicates();
        }
    }

    @Test
    void aCatalogueThatRefusesEverythingIsNotAskedForEverything() throws IOException {
        sealed(50);
        catalogue.broken = true;
        try (Outbox outbox = new Outbox(room, () -> Optional.of(catalogue), threads)) {
            await().during(Duration.ofSeconds(3))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> catalogue.asked.get() <= 15);
            catalogue.broken = false;
            await().atMost(Duration.ofSeconds(30)).until(() -> outbox.waiting() == 0);
            assertThat(catalogue.taken).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoeverBeginsToListenIsTold() throws IOException {
        sealed(1);
        try (Outbox outbox =
                new Outbox(room, () -> catalogue.away ? Optional.of(catalogue) : Optional.empty(), threads)) {
            await().until(() -> outbox.waiting() == 1);
            assertThat(catalogue.asked).hasValue(0);
        }
    }

    /** Journals that were sealed one after the other; ids in that order. */
    private List<UUID> sealed(int count) throws IOException {
        JournalDirectory directory = JournalDirectory.open(journals);
        List<UUID> ended = new ArrayList<>();
        try (JournalForcer forcer = JournalForcer.start(threads, Duration.ofSeconds(5), failed -> {})) {
            for (int i = 0; i < count; i++) {
                UUID id = new UUID(0x7000L, 0x8000_0000_0000_0000L | (count - i)); // names sort the other way round
                Journal journal = Journal.create(directory, id, forcer, opening(id));
                journal.seal(new SessionEnded(START.plusSeconds(i), "BYE"));
                Files.setLastModifiedTime(
                        directory.sealed().resolve(journal.fileName()), FileTime.from(START.plusSeconds(i)));
                ended.add(id);
            }
        }
        return ended;
    }

    private static List<JournalEntry> opening(UUID id) {
        return List.of(new SessionOpened(START, id, "a", "call-" + id), new RecordingStarted(START, id, "cs", ""));
    }
}
