package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.RECORDING;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class JournalRecoveryTest {
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(600), ZoneOffset.UTC);
    private static final String NAME = SESSION + ".journal";

    @TempDir
    Path temp;

    private JournalFixture fixture;

    @BeforeEach
    void open() throws IOException {
        fixture = new JournalFixture(temp);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void endsWhatWasRunningAtTheLastThatIsKnown() throws IOException {
        Journal journal = fixture.begin();
        journal.append(0, fixture.batch(false, JournalFixture.nanos(START), new byte[172], new byte[172]));
        journal.close();

        List<Recovered> recovered = JournalRecovery.recover(fixture.directory, CLOCK);

        Path sealed = fixture.directory.sealed().resolve(NAME);
        assertThat(recovered).containsExactly(new Recovered(sealed, Outcome.SEALED, START.plusMillis(20), List.of()));
        RecordedJournal read = RecordedJournal.of(sealed);
        assertThat(read.result.sealed()).isTrue();
        assertThat(read.datagrams).hasSize(2);
        assertThat(read.entries.subList(2, 4))
                .containsExactly(
                        new RecordingEnded(START.plusMillis(20), RECORDING, "CRASH"),
                        new SessionEnded(START.plusMillis(20), "CRASH"));
        assertThat(fixture.directory.leftOver()).isEmpty();
    }

    @Test
    void keepsTheCauseThatWasDecidedAndTellsWhatMayBeMissing() throws IOException {
        Journal journal = fixture.begin();
        journal.append(0, fixture.batch(false, JournalFixture.nanos(START), new byte[172]));
        journal.append(new SessionEnding(START.plusMillis(90), "BYE"));
        journal.close();

        JournalRecovery.recover(fixture.directory, CLOCK);

        RecordedJournal read = RecordedJournal.of(fixture.directory.sealed().resolve(NAME));
        assertThat(read.entries.subList(3, 6))
                .containsExactly(
                        new GapKnown(START, START.plusMillis(90), "RESTART"),
                        new RecordingEnded(START.plusMillis(90), RECORDING, "BYE"),
                        new SessionEnded(START.plusMillis(90), "BYE"));
    }

    @Test
    void onlyMovesWhatHadItsEndAlready() throws IOException {
        Journal journal = fixture.begin();
        journal.append(END);
        journal.close();

        JournalRecovery.recover(fixture.directory, CLOCK);

        assertThat(RecordedJournal.of(fixture.directory.sealed().resolve(NAME)).entries)
                .hasSize(3)
                .endsWith(END);
    }

    @Test
    void quarantinesForeignAndEmptyFilesWithoutTouchingTheirBytes() throws IOException {
        Files.writeString(fixture.directory.capturing().resolve("notes.txt"), "hello");
        Files.createFile(fixture.directory.capturing().resolve(NAME));
        Files.writeString(fixture.directory.quarantine().resolve("notes.txt"), "an earlier one");

        List<Recovered> recovered = JournalRecovery.recover(fixture.directory, CLOCK);

        assertThat(recovered).extracting(Recovered::outcome).containsOnly(Outcome.QUARANTINED);
        assertThat(fixture.directory.quarantine().resolve("notes.txt.1")).hasContent("hello");
        assertThat(fixture.directory.quarantine().resolve(NAME)).isEmptyFile();
        assertThat(fixture.directory.awaitingAcknowledgement()).isEmpty();
    }

    @Test
    void keepsWhatLiesBehindDamageInTheMiddle() throws IOException {
        Journal journal = fixture.begin();
        journal.append(new Warned(START, "first"));
        journal.append(new Warned(START, "second"));
        journal.close();
        Path file = fixture.directory.capturing().resolve(NAME);
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first")] = 'X';
        Files.write(file, bytes);

        Recovered recovered = JournalRecovery.recover(fixture.directory, CLOCK).getFirst();

        assertThat(recovered.outcome()).isEqualTo(Outcome.SEALED);
        assertThat(recovered.damage()).singleElement().asString().contains("damaged");
        assertThat(RecordedJournal.of(recovered.file()).entries)
                .contains(new Warned(START, "second"))
                .doesNotContain(new Warned(START, "first"));
    }

    /** The real thing: a JVM writes as fast as it can and is killed at some instant. */
    @Test
    @Timeout(60)
    void losesNothingThatWasAppendedBeforeAKill() throws Exception {
        for (int kill = 0; kill < 3; kill++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            EndlessWriter.class.getName(),
                            temp.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            UUID id = UUID.fromString(new String(child.getInputStream().readNBytes(36), StandardCharsets.US_ASCII));
            Path running = fixture.directory.capturing().resolve(JournalDirectory.fileName(id));
            int enough = 2_000 + 3_777 * kill;
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> RecordedJournal.of(running).datagrams.size() > enough);
            int seen = RecordedJournal.of(running).datagrams.size();
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);

            Recovered recovered =
                    JournalRecovery.recover(fixture.directory, CLOCK).getFirst();

            assertThat(recovered.outcome()).isEqualTo(Outcome.SEALED);
            RecordedJournal read = RecordedJournal.of(recovered.file());
            assertThat(read.datagrams).hasSizeGreaterThanOrEqualTo(seen);
            assertThat(read.datagrams.getLast()).isEqualTo(EndlessWriter.datagram(read.datagrams.size() - 1));
            assertThat(read.result.damage()).isEmpty();
            Files.delete(recovered.file());
        }
    }

    /** Appends numbered datagrams until it is killed. */
    static final class EndlessWriter {
        private EndlessWriter() {}

        public static void main(String[] directory) throws IOException {
            UUID id = UUID.randomUUID();
            try (JournalFixture fixture = new JournalFixture(Path.of(directory[0]));
                    Journal journal = Journal.create(
                            fixture.directory,
                            id,
                            fixture.forcer,
                            List.of(new SessionOpened(START, id, "a", "killed")))) {
                System.out.print(id);
                System.out.flush();
                for (int i = 0; ; i++) {
                    journal.append(0, fixture.batch(false, i, bytes(i)));
                }
            }
        }

        private static byte[] bytes(int number) {
            return ByteBuffer.allocate(172).putInt(168, number).array();
        }

        static String datagram(int number) {
            return RecordedJournal.datagram(0, false, number, bytes(number));
        }
    }

    @Test
    void aTornJournalIsTakenUpBehindItsLastWholeRecord() throws IOException {
        fixture.begin().close();
        Path file = fixture.directory.capturing().resolve(NAME);
        byte[] torn = Files.readAllBytes(file);
        int end = (int) RecordedJournal.of(file).result.validBytes();
        java.util.Arrays.fill(torn, end, end + 100, (byte) 7);
        Files.write(file, java.util.Arrays.copyOf(torn, end + 100));

        try (Journal again = Journal.reopen(fixture.directory, file, fixture.forcer)) {
            assertThat(again.durablePosition()).isEqualTo(end);
            again.append(0, fixture.batch(false, JournalFixture.nanos(START), new byte[172]));
            await().until(() -> again.durablePosition() > end);
            again.seal(JournalFixture.END);
        }

        RecordedJournal read = RecordedJournal.of(fixture.directory.sealed().resolve(NAME));
        assertThat(read.result.damage()).isEmpty();
        assertThat(read.entries).hasSize(3).endsWith(JournalFixture.END);
        assertThat(read.datagrams).hasSize(1);
    }

    @Test
    void takesUpNeitherAnEndedJournalNorAnEmptyOne() throws IOException {
        Journal journal = fixture.begin();
        journal.append(END);
        journal.close();
        Path file = fixture.directory.capturing().resolve(NAME);
        byte[] before = Files.readAllBytes(file);
        Path empty =
                Files.createFile(fixture.directory.capturing().resolve("019abc00-0000-7000-8000-00000000000e.journal"));

        assertThatThrownBy(() -> Journal.reopen(fixture.directory, file, fixture.forcer))
                .hasMessageContaining("has ended");
        assertThatThrownBy(() -> Journal.reopen(fixture.directory, empty, fixture.forcer))
                .hasMessageContaining("no whole record");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void leavesWhatItCannotReadAndGoesOn() throws IOException {
        fixture.begin().close();
        Files.createDirectory(fixture.directory.capturing().resolve("a-directory"));

        assertThatCode(() -> JournalRecovery.recover(fixture.directory, CLOCK)).doesNotThrowAnyException();
        assertThat(fixture.directory.awaitingAcknowledgement()).hasSize(1);
    }
}
