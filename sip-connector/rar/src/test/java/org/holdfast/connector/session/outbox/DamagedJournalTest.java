package org.holdfast.connector.session.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.JournalEntry;
import org.holdfast.media.journal.JournalEntry.ParticipantSeen;
import org.holdfast.media.journal.JournalEntry.RecordingEnded;
import org.holdfast.media.journal.JournalEntry.RecordingStarted;
import org.holdfast.media.journal.JournalEntry.SessionEnded;
import org.holdfast.media.journal.JournalEntry.SessionOpened;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.holdfast.media.journal.JournalForcer;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever byte of a journal is damaged, its recording is announced, once, under its own id. */
class DamagedJournalTest {
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
    private static final UUID SESSION = UUID.fromString("019abc00-0000-7000-8000-000000000001");
    private static final UUID RECORDING = UUID.fromString("019abc00-0000-7000-8000-000000000002");
    private static final String NAME = SESSION + ".journal";

    @TempDir
    Path temp;

    @Test
    void isAnnouncedOnceWhicheverByteIsDamaged() throws IOException {
        byte[] whole = journal();
        Path damaged = temp.resolve(NAME);
        for (int flipped = 0; flipped < whole.length; flipped++) {
            byte[] bytes = whole.clone();
            bytes[flipped] ^= 0x55;
            Files.write(damaged, bytes);

            List<SealedRecording> announced = SealedRecordings.of(NAME, JournalFacts.read(damaged, JournalKeys.NONE));

            assertThat(announced).as("flipped %d", flipped).hasSize(1);
            SealedRecording recording = announced.getFirst();
            assertThat(recording.recordingId()).as("flipped %d", flipped).isEqualTo(RECORDING);
            assertThat(recording.startedAt()).as("flipped %d", flipped).isEqualTo(START);
            assertThat(recording.endedAt()).as("flipped %d", flipped).isEqualTo(START.plusSeconds(60));
        }
    }

    @Test
    void isAnnouncedUnderTheSessionsIdWhenNothingTellsOfTheRecordingAnyMore() throws IOException {
        byte[] whole = journal();
        byte[] damaged = whole.clone();
        int started = position(whole, RECORDING, 0);
        Arrays.fill(damaged, started, started + 4, (byte) 1);
        int ended = position(whole, RECORDING, started + 16);
        Arrays.fill(damaged, ended, ended + 4, (byte) 1);
        Path file = Files.write(temp.resolve(NAME), damaged);

        List<SealedRecording> announced = SealedRecordings.of(NAME, JournalFacts.read(file, JournalKeys.NONE));

        assertThat(announced).extracting(SealedRecording::recordingId).containsExactly(SESSION);
        assertThat(announced.getFirst().warnings()).anyMatch(warning -> warning.contains("damaged"));
        assertThat(announced.getFirst().participants()).hasSize(1);
    }

    private static int position(byte[] journal, UUID id, int from) {
        var bytes = java.nio.ByteBuffer.wrap(journal).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        for (int at = from; ; at++) {
            if (bytes.getLong(at) == id.getMostSignificantBits()
                    && bytes.getLong(at + 8) == id.getLeastSignificantBits()) {
                return at;
            }
        }
    }

    private byte[] journal() throws IOException {
        JournalDirectory directory = JournalDirectory.open(temp.resolve("journals"));
        List<JournalEntry> facts = List.of(
                new SessionOpened(START, SESSION, "a", "call-1"),
                new RecordingStarted(START, RECORDING, "cs-1", "inbound"),
                new ParticipantSeen(START, "p1", "sip:ann@x", "Ann", "caller"),
                new Warned(START, "odd"));
        try (JournalForcer forcer = JournalForcer.start(
                        task -> Thread.ofPlatform().daemon().start(task), Duration.ofSeconds(1), failed -> {});
                Journal journal = Journal.create(directory, SESSION, forcer, facts)) {
            journal.append(new RecordingEnded(START.plusSeconds(60), RECORDING, "BYE"));
            journal.seal(new SessionEnded(START.plusSeconds(60), "BYE"));
        }
        return Files.readAllBytes(directory.sealed().resolve(NAME));
    }
}
