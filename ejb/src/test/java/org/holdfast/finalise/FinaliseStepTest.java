package org.holdfast.finalise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
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
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.settings.Setting;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.work.WorkOutcome;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sealed journal on disk becomes files on disk and rows in a real database. */
class FinaliseStepTest {
    @TempDir
    static Path home;

    private static TestNode node;

    @BeforeAll
    static void start() throws IOException {
        KeyVersions.create(home.resolve("keys"), Clock.systemUTC());
        TestWiring.set(Setting.ENCRYPTION_KEY_FILE, home.resolve("keys"));
        TestWiring.set(Setting.JOURNAL_DIRECTORY, home.resolve("journal"));
        TestWiring.set(Setting.MEDIA_DIRECTORY, home.resolve("media"));
        node = TestNode.of(
                Recordings.class,
                MediaDirectory.class,
                NodeKeys.class,
                MediaKeyRows.class,
                MediaKeys.class,
                LocalEncryption.class,
                Workshop.class,
                FinaliseStep.class,
                EncodeStep.class);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static RecordingFacts catalogued() {
        RecordingFacts call = Calls.call();
        UUID session = UUID.randomUUID();
        RecordingFacts facts = new RecordingFacts(
                call.id(),
                call.node(),
                session + ".journal",
                call.conversationKey(),
                call.direction(),
                call.startedAt(),
                call.endedAt(),
                call.endCause(),
                call.participants(),
                call.streams(),
                call.identifiers(),
                call.warnings());
        node.bean(Recordings.class).add(facts, List.of());
        return facts;
    }

    /** Alice speaks (a square wave), Bob never sends. */
    private static void sealedJournal(RecordingFacts facts, JournalKeys keys) throws IOException {
        UUID session = UUID.fromString(facts.journal().replace(".journal", ""));
        List<PayloadFormat> formats = List.of(new PayloadFormat(0, "PCMU", 8000, 1, ""));
        try (ExecutorService threads = Executors.newSingleThreadExecutor();
                JournalForcer forcer = JournalForcer.start(threads, Duration.ofMillis(100), journal -> {});
                Arena arena = Arena.ofConfined();
                Journal journal = Journal.create(
                        JournalDirectory.open(home.resolve("journal"), keys),
                        session,
                        forcer,
                        List.of(
                                new SessionOpened(facts.startedAt(), session, "a", "call"),
                                new RecordingStarted(facts.startedAt(), facts.id(), "cs", "inbound"),
                                new StreamDescribed(facts.startedAt(), 0, "1", "audio", formats),
                                new StreamDescribed(facts.startedAt(), 1, "2", "audio", formats),
                                new StreamBound(facts.startedAt(), 0, List.of("p1")),
                                new StreamBound(facts.startedAt(), 1, List.of("p2"))))) {
            for (int number = 0; number < 100; number++) {
                ByteBuffer packet =
                        ByteBuffer.allocate(172).putShort((short) 0x8000).putShort((short) number);
                packet.putInt(160 * number).putInt(1);
                for (int i = 0; i < 160; i++) {
                    packet.put((byte) (i % 20 < 10 ? 0x90 : 0x10));
                }
                MemorySegment memory = arena.allocate(172);
                MemorySegment.copy(packet.array(), 0, memory, ValueLayout.JAVA_BYTE, 0, 172);
                DatagramBatch batch = new DatagramBatch(memory, 1);
                batch.add(0, 172, false, facts.startedAt().getEpochSecond() * 1_000_000_000L + number * 20_000_000L);
                journal.append(0, batch);
            }
            journal.append(new RecordingEnded(facts.endedAt(), facts.id(), "BYE"));
            journal.seal(new SessionEnded(facts.endedAt(), "BYE"));
        }
    }

    @Test
    void aSealedCallBecomesFilesAndAVerdictAndThenWebm() throws Exception {
        RecordingFacts facts = catalogued();
        sealedJournal(facts, JournalKeys.NONE);
        for (int repeat = 0; repeat < 2; repeat++) {
            assertThat(node.bean(FinaliseStep.class).perform(facts.id())).isEqualTo(WorkOutcome.done());
            assertThat(node.bean(EncodeStep.class).perform(facts.id())).isEqualTo(WorkOutcome.done());
        }
        Path folder = node.bean(MediaDirectory.class).folder(facts.id(), facts.startedAt());
        assertThat(Files.size(folder.resolve("audio.wav"))).isEqualTo(44 + 100 * 160 * 2 * 2);
        assertThat(folder.resolve("peaks.json")).isNotEmptyFile();
        assertThat(folder.resolve("audio.webm")).isNotEmptyFile();
        assertThat(node.column(String.class, "select verdict from recording where id = '" + facts.id() + "'"))
                .containsExactly("ONE_SIDED");
        assertThat(node.column(String.class, "select kind from copy where recording_id = '" + facts.id() + "'"))
                .containsExactlyInAnyOrder("LOSSLESS", "PEAKS", "STORED");
    }

    @Test
    void anEncryptedJournalWaitsForItsKeyAndIsThenFinalised() throws Exception {
        RecordingFacts facts = catalogued();
        Path keys = home.resolve("keys");
        sealedJournal(facts, JournalKeys.of(KeyFile.open(keys), true));
        Path away = Files.move(keys, home.resolve("away"));
        assertThat(node.bean(FinaliseStep.class).perform(facts.id()))
                .isInstanceOfSatisfying(
                        WorkOutcome.RetryAfter.class,
                        waits -> assertThat(waits.because()).contains(keys.toString()));
        Files.move(away, keys);
        assertThat(node.bean(FinaliseStep.class).perform(facts.id())).isEqualTo(WorkOutcome.done());
        Path folder = node.bean(MediaDirectory.class).folder(facts.id(), facts.startedAt());
        assertThat(Files.size(folder.resolve("audio.wav"))).isEqualTo(44 + 100 * 160 * 2 * 2);
    }

    @Test
    void aCallWhoseJournalIsNotHereIsGivenUp() throws Exception {
        assertThat(node.bean(FinaliseStep.class).perform(catalogued().id())).isInstanceOf(WorkOutcome.GiveUp.class);
    }
}
