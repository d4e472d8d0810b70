package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.holdfast.media.journal.SmallJournal.Texts;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every cut and every flipped byte of a small journal that has every type of record: nothing throws, only the damaged
 * record is lost, and it is told.
 */
class JournalDamageTest {
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(600), ZoneOffset.UTC);
    private static final int[] PATTERNS = {0x01, 0x80, 0x55, 0xff};

    /** Recovery forces what it mends, so that all of it takes a minute on a slow disk. */
    private static final boolean EVERY_BYTE = Boolean.getBoolean("holdfast.test.every-byte");

    @TempDir
    Path temp;

    private JournalKeys keys = JournalKeys.NONE;
    private SmallJournal small;
    private List<String> whole = List.of();
    private JournalDirectory directory;
    private Path damaged = Path.of("");

    /** How a byte is damaged. */
    int[] patterns() {
        return PATTERNS;
    }

    /** Recoveries are tried at every so manieth byte. */
    int recoveredEvery() {
        return 1;
    }

    /** What the journals of these tests are encrypted by: nothing. */
    JournalKeys keys(Path place) throws IOException {
        return JournalKeys.NONE;
    }

    @BeforeEach
    void writeASmallJournal() throws IOException {
        keys = keys(temp);
        small = SmallJournal.written(temp.resolve("original"), keys);
        directory = JournalDirectory.open(temp.resolve("damaged"), keys);
        damaged = directory.capturing().resolve(SmallJournal.NAME);
        Files.write(damaged, small.bytes);
        whole = SmallJournal.read(damaged, keys);
    }

    private Recovered recovered() throws IOException {
        List<Recovered> recovered = JournalRecovery.recover(directory, CLOCK);
        assertThat(recovered).hasSize(1);
        assertThat(directory.leftOver()).isEmpty();
        return recovered.getFirst();
    }

    private List<String> without(int record) {
        List<String> rest = new ArrayList<>(whole);
        if (record >= 0) {
            rest.remove(record);
        }
        return rest;
    }

    @Test
    void hasARecordOfEveryType() throws IOException {
        assertThat(whole).hasSize(small.records());
        assertThat(RecordedJournal.of(damaged, keys).entries.stream()
                        .<Class<?>>map(Object::getClass)
                        .distinct()
                        .toList())
                .contains(JournalEntry.class.getPermittedSubclasses());
        assertThat(small.bytes.length).isLessThan(3072);
    }

    @Test
    void losesOnlyWhatWasCutOffAtAnyByte() throws IOException {
        for (int cut = 0; cut < small.bytes.length; cut++) {
            Files.write(damaged, Arrays.copyOf(small.bytes, cut));
            int end = cut;
            int expected = (int) small.starts.stream()
                    .filter(start -> start + small.lengths.get(small.starts.indexOf(start)) <= end)
                    .count();

            Texts read = Texts.of(damaged, keys);

            assertThat(read.said).as("cut at %d", cut).isEqualTo(whole.subList(0, expected));
            assertThat(read.result.validBytes()).as("cut at %d", cut).isLessThanOrEqualTo(cut);
            assertThat(read.result.sealed()).as("cut at %d", cut).isEqualTo(expected == whole.size());
            boolean torn = cut < 64 || (cut > 64 && cut - read.result.validBytes() > 7);
            assertThat(!read.result.damage().isEmpty() || !torn)
                    .as("cut at %d: %s", cut, read.result)
                    .isTrue();
        }
    }

    @Test
    void isRecoveredWhereverItWasCut() throws IOException {
        for (int cut = 0; cut < small.bytes.length; cut += recoveredEvery()) {
            byte[] bytes = Arrays.copyOf(small.bytes, cut);
            Files.write(damaged, bytes);
            List<String> before = SmallJournal.read(damaged, keys);

            Recovered found = recovered();

            if (before.isEmpty()) {
                assertThat(found.outcome()).as("cut at %d", cut).isEqualTo(Outcome.QUARANTINED);
                assertThat(Files.readAllBytes(found.file()))
                        .as("cut at %d", cut)
                        .isEqualTo(bytes);
            } else {
                Texts read = Texts.of(found.file(), keys);
                assertThat(found.outcome()).as("cut at %d", cut).isEqualTo(Outcome.SEALED);
                assertThat(read.said.subList(0, before.size()))
                        .as("cut at %d", cut)
                        .isEqualTo(before);
                assertThat(read.result.sealed()).as("cut at %d", cut).isTrue();
                assertThat(read.result.damage()).as("cut at %d", cut).isEmpty();
            }
            Files.delete(found.file());
        }
    }

    @Test
    void losesOnlyTheDamagedRecordWhicheverByteIsFlipped() throws IOException {
        for (int flipped = 0; flipped < small.bytes.length; flipped++) {
            for (int pattern : patterns()) {
                byte[] bytes = small.bytes.clone();
                bytes[flipped] ^= (byte) pattern;
                Files.write(damaged, bytes);

                Texts read = Texts.of(damaged, keys);

                int lost = small.isPadding(flipped) ? -1 : small.recordAt(flipped);
                assertThat(read.said).as("flipped %d by %x", flipped, pattern).isEqualTo(without(lost));
                assertThat(read.result.damage().isEmpty())
                        .as("flipped %d by %x: %s", flipped, pattern, read.result)
                        .isEqualTo(small.isPadding(flipped));
                assertThat(read.result.withheld()).isEmpty();
            }
        }
    }

    @Test
    void isRecoveredWhicheverByteIsFlipped() throws IOException {
        for (int flipped = 0; flipped < small.bytes.length; flipped += recoveredEvery()) {
            if (!EVERY_BYTE && !small.isTelling(flipped)) {
                continue;
            }
            byte[] bytes = small.bytes.clone();
            bytes[flipped] ^= (byte) PATTERNS[flipped % PATTERNS.length];
            Files.write(damaged, bytes);
            int lost = small.isPadding(flipped) ? -1 : small.recordAt(flipped);

            Recovered found = recovered();

            Texts read = Texts.of(found.file(), keys);
            assertThat(found.outcome()).as("flipped %d", flipped).isEqualTo(Outcome.SEALED);
            assertThat(found.damage().isEmpty()).as("flipped %d", flipped).isEqualTo(small.isPadding(flipped));
            assertThat(read.result.sealed()).as("flipped %d", flipped).isTrue();
            assertThat(read.said).as("flipped %d", flipped).containsAll(without(lost));
            Files.delete(found.file());
        }
    }

    @Test
    void losesOnlyTheZeroedPageWhenTheHostDied() throws IOException {
        byte[] bytes = small.bytes.clone();
        Arrays.fill(bytes, small.starts.get(2), small.starts.get(4), (byte) 0);
        Files.write(damaged, Arrays.copyOf(bytes, 1 << 17));

        Texts read = Texts.of(damaged, keys);

        assertThat(read.said).hasSize(whole.size() - 2);
        assertThat(read.result.validBytes()).isEqualTo(small.bytes.length);
        assertThat(read.result.damage()).hasSize(1);
    }

    @Test
    void takesNoRecordForAnotherPlaceOrAnotherSession() throws IOException {
        byte[] twice = Arrays.copyOf(small.bytes, 2 * small.bytes.length);
        System.arraycopy(small.bytes, 0, twice, small.bytes.length, small.bytes.length);
        Files.write(damaged, twice);

        Texts read = Texts.of(damaged, keys);

        assertThat(read.said).isEqualTo(whole);
        assertThat(read.result.validBytes()).isEqualTo(small.bytes.length);
        assertThat(read.result.damage()).singleElement().asString().contains("torn");
    }

    @Test
    void aRecordThatStandsTwiceCountsOnce() throws IOException {
        for (int record = 0; record < small.records(); record++) {
            int from = small.starts.get(record);
            int until = record + 1 < small.records() ? small.starts.get(record + 1) : small.bytes.length;
            byte[] bytes = Arrays.copyOf(small.bytes, small.bytes.length + until - from);
            System.arraycopy(small.bytes, from, bytes, until, bytes.length - until);
            Files.write(damaged, bytes);

            Texts read = Texts.of(damaged, keys);

            assertThat(read.said)
                    .isEqualTo(whole.subList(0, record + 1)); // what was pushed aside is in its place no more
            assertThat(read.result.damage()).hasSize(1);
            Files.delete(recovered().file());
        }
    }

    @Test
    void leavesAJournalOfANewerFormatUntouched() throws IOException {
        byte[] newer = small.bytes.clone();
        newer[8] = 99;
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(newer, 0, RecordFormat.FILE_CRC_OFFSET);
        java.nio.ByteBuffer.wrap(newer).order(RecordFormat.ORDER).putInt(RecordFormat.FILE_CRC_OFFSET, (int)
                crc.getValue());
        Files.write(damaged, newer);

        Recovered found = JournalRecovery.recover(directory, CLOCK).getFirst();

        assertThat(found.outcome()).isEqualTo(Outcome.LEFT);
        assertThat(found.damage()).singleElement().asString().contains("format version 99", "newer release");
        assertThat(Files.readAllBytes(damaged)).isEqualTo(newer);
    }

    @Test
    void stepsOverRecordsOfANewerRelease() throws IOException {
        Path file = temp.resolve("019abc00-0000-7000-8000-00000000000f.journal");
        JournalFile journal = JournalFile.create(file, JournalFixture.RECORDING, START, null);
        journal.put(63, new byte[] {1, 2, 3});
        Warned known = new Warned(START, "known");
        byte[] withMoreFields = Arrays.copyOf(EntryCodec.payload(known), 100);
        journal.put(EntryCodec.type(known), withMoreFields);
        journal.put(200, new byte[] {});
        journal.finish();

        RecordedJournal read = RecordedJournal.of(file);

        assertThat(read.entries).containsExactly(known);
        assertThat(read.result.damage()).isEmpty();
    }

    @Test
    void reportsAnEntryWhoseBytesDoNotFitItsType() throws IOException {
        Path file = temp.resolve("odd.journal");
        JournalFile journal = JournalFile.create(file, SESSION, START, null);
        journal.put(EntryCodec.type(END), new byte[] {1, 2, 3});
        journal.put(EntryCodec.type(END), EntryCodec.payload(END));
        journal.finish();

        RecordedJournal read = RecordedJournal.of(file);

        assertThat(read.entries).containsExactly(END);
        assertThat(read.result.damage()).singleElement().asString().contains("does not make sense");
    }

    @Test
    void saysOfAForeignFileThatItIsNone() throws IOException {
        Path foreign = temp.resolve("notes.txt");
        Files.writeString(foreign, "no journal at all. ".repeat(1_000));

        RecordedJournal read = RecordedJournal.of(foreign);

        assertThat(read.entries).isEmpty();
        assertThat(read.result.validBytes()).isZero();
        assertThat(read.result.damage()).isNotEmpty();
    }
}
