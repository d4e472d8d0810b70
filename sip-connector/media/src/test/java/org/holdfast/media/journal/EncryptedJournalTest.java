package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.media.key.KeyVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is at rest is unreadable without its key, and lost by nothing else. */
class EncryptedJournalTest {
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(600), ZoneOffset.UTC);
    private static final String SECRET = "nobody but the two of them is to hear this";
    private static final byte[] SPOKEN = SECRET.repeat(4).getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path temp;

    private KeyFile file;
    private JournalKeys keys;
    private Path journals;

    @BeforeEach
    void makeKeys() throws IOException {
        file = TestKeys.file(temp, "keys");
        keys = JournalKeys.of(file, true);
        journals = temp.resolve("journals");
    }

    private Path left() throws IOException {
        try (JournalFixture fixture = new JournalFixture(journals, keys);
                Journal journal = fixture.begin()) {
            say(fixture, journal, 0);
            return fixture.directory.capturing().resolve(journal.fileName());
        }
    }

    private static void say(JournalFixture fixture, Journal journal, int from) throws IOException {
        journal.append(new BodyKept(START, "INVITE", "application/sdp", SPOKEN));
        for (int i = from; i < from + 20; i++) {
            journal.append(0, fixture.batch(false, i, SPOKEN, SPOKEN));
        }
    }

    @Test
    void holdsNothingInClearThatWasSaidNotEvenBetween() throws IOException {
        left();
        try (Stream<Path> all = Files.walk(temp)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                String bytes = Files.readString(each, StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContain(SECRET.substring(0, 8), "call-1@src", "application/sdp");
            }
        }
    }

    @Test
    void isReadBackAsItWasWritten() throws IOException {
        RecordedJournal read = RecordedJournal.of(left(), keys);
        assertThat(read.result.damage()).isEmpty();
        assertThat(read.result.withheld()).isEmpty();
        assertThat(read.entries).hasSize(3);
        assertThat(read.datagrams).hasSize(40);
        assertThat(read.datagrams.getFirst()).isEqualTo(RecordedJournal.datagram(0, false, 0, SPOKEN));
    }

    @Test
    void isWithheldAndKeptByteForByteWithoutItsKey() throws IOException {
        Path journal = left();
        byte[] before = Files.readAllBytes(journal);
        JournalKeys others = JournalKeys.of(TestKeys.file(temp, "others"), true);
        for (JournalKeys without : List.of(JournalKeys.NONE, others)) {
            JournalDirectory directory = JournalDirectory.open(journals, without);

            RecordedJournal read = RecordedJournal.of(journal, without);
            Recovered found = JournalRecovery.recover(directory, CLOCK).getFirst();

            assertThat(read.entries).isEmpty();
            assertThat(read.datagrams).isEmpty();
            assertThat(read.result.withheld()).contains("encrypted under key " + file.newest());
            assertThat(found.outcome()).isEqualTo(Outcome.LEFT);
            assertThat(found.damage()).singleElement().asString().contains(file.newest());
            assertThat(Files.readAllBytes(journal)).isEqualTo(before);
            try (JournalReader.Tail tail = JournalReader.follow(journal, without, new RecordedJournal())) {
                assertThatThrownBy(tail::look).isInstanceOf(KeyUnavailable.class);
            }
        }
    }

    @Test
    void isRecoveredByAKeyThatHasBeenReplacedMeanwhile() throws IOException {
        Path journal = left();
        String old = file.newest();
        KeyVersions.read(file.path()).rotated(file.path(), CLOCK);
        assertThat(file.newest()).isNotEqualTo(old);

        Recovered found = JournalRecovery.recover(JournalDirectory.open(journals, keys), CLOCK)
                .getFirst();

        assertThat(found.outcome()).isEqualTo(Outcome.SEALED);
        RecordedJournal read = RecordedJournal.of(found.file(), keys);
        assertThat(read.datagrams).hasSize(40);
        assertThat(read.result.sealed()).isTrue();
        assertThat(journal).doesNotExist();
    }

    @Test
    void goesOnUnderAnotherDataKeySoThatNoNonceComesTwice() throws IOException {
        Path journal = left();
        byte[] cut = Files.readAllBytes(journal);
        long end = RecordedJournal.of(journal, keys).result.validBytes();
        List<byte[]> lives = new ArrayList<>();
        for (int life = 0; life < 3; life++) {
            Files.write(journal, cut);
            try (JournalFixture fixture = new JournalFixture(journals, keys);
                    Journal again = Journal.reopen(fixture.directory, journal, fixture.forcer)) {
                say(fixture, again, 20);
            }
            RecordedJournal read = RecordedJournal.of(journal, keys);
            assertThat(read.datagrams).hasSize(80);
            assertThat(read.result.generation()).isEqualTo(2);
            assertThat(read.result.damage()).isEmpty();
            lives.add(payloads(Files.readAllBytes(journal), (int) end));
        }
        Set<ByteBuffer> different = new HashSet<>();
        lives.forEach(life -> different.add(ByteBuffer.wrap(life)));
        assertThat(different).hasSize(3); // the same said at the same place, never alike
    }

    /** From behind the key record on. */
    private static byte[] payloads(byte[] bytes, int end) {
        int from = end + 160;
        return java.util.Arrays.copyOfRange(bytes, from, from + 4096);
    }

    @Test
    void takesNothingThatSomebodyElseWroteIntoIt() throws IOException {
        Path journal = left();
        RecordedJournal before = RecordedJournal.of(journal, keys);
        long end = before.result.validBytes();
        JournalFile forged = JournalFile.reopen(journal, SESSION, end, null);
        forged.put(EntryCodec.type(END), EntryCodec.payload(END));
        forged.finish();

        RecordedJournal read = RecordedJournal.of(journal, keys);

        assertThat(read.entries).hasSameSizeAs(before.entries);
        assertThat(read.result.sealed()).isFalse();
        assertThat(read.result.damage()).singleElement().asString().contains("in clear");
    }

    @Test
    void anotherReleasesJournalInClearGoesOnInClear() throws IOException {
        Path journal;
        try (JournalFixture fixture = new JournalFixture(journals);
                Journal clear = fixture.begin()) {
            journal = fixture.directory.capturing().resolve(clear.fileName());
        }
        try (JournalFixture fixture = new JournalFixture(journals, keys);
                Journal again = Journal.reopen(fixture.directory, journal, fixture.forcer)) {
            say(fixture, again, 0);
            again.seal(END);
        }
        RecordedJournal read = RecordedJournal.of(journals.resolve("sealed").resolve(journal.getFileName()));
        assertThat(read.datagrams).hasSize(40);
        assertThat(read.result.generation()).isZero();
    }

    @Test
    void noneIsBegunWhenThereIsNoKeyToEncryptItBy() throws IOException {
        Files.delete(file.path());
        try (JournalFixture fixture = new JournalFixture(journals, keys)) {
            assertThatThrownBy(fixture::begin)
                    .isInstanceOf(KeyUnavailable.class)
                    .hasMessageContaining(file.path().toString());
            assertThatThrownBy(fixture.directory::probe).isInstanceOf(KeyUnavailable.class);
            assertThat(fixture.directory.capturing()).isEmptyDirectory();
        }
    }

    @Test
    void aLongOneOutlivesTheLossOfItsFirstPages() throws IOException {
        Path journal;
        try (JournalFixture fixture = new JournalFixture(journals, keys);
                Journal long_ = fixture.begin()) {
            for (int i = 0; i < 100; i++) {
                long_.append(0, fixture.batch(false, i, new byte[1400]));
            }
            journal = fixture.directory.capturing().resolve(long_.fileName());
        }
        byte[] bytes = Files.readAllBytes(journal);
        java.util.Arrays.fill(bytes, 0, 4096, (byte) 0);
        Files.write(journal, bytes);
        assertThat(RecordedJournal.of(journal, keys).datagrams).hasSizeGreaterThan(95);
        java.util.Arrays.fill(bytes, 0, 8192, (byte) 0);
        Files.write(journal, bytes);
        assertThat(RecordedJournal.of(journal, keys).datagrams).hasSizeGreaterThan(90);
    }
}
