package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.journal.JournalFixture.END;
import static org.holdfast.media.journal.JournalFixture.SESSION;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.media.journal.JournalEntry.*;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every cut and every flipped byte of a small journal: reading never throws, and only the damaged record is lost. */
class JournalDamageTest {
    @TempDir
    Path temp;

    private byte[] whole = {};
    private List<Integer> recordStarts = List.of();
    private Path damaged = Path.of("");

    @BeforeEach
    void writeASmallJournal() throws IOException {
        try (JournalFixture fixture = new JournalFixture(temp.resolve("original"));
                Journal journal = fixture.begin()) {
            long arrival = JournalFixture.nanos(START);
            journal.append(0, fixture.batch(false, arrival, new byte[] {1, 2, 3}, new byte[] {4}));
            journal.append(new Warned(START, "odd"));
            journal.append(1, fixture.batch(true, arrival, new byte[] {5, 6, 7, 8, 9}));
            journal.seal(END);
            whole = Files.readAllBytes(fixture.directory.sealed().resolve(journal.fileName()));
        }
        recordStarts = recordStarts(whole);
        damaged = temp.resolve(SESSION + ".journal");
    }

    private static List<Integer> recordStarts(byte[] journal) {
        ByteBuffer bytes = ByteBuffer.wrap(journal).order(RecordFormat.ORDER);
        List<Integer> starts = new ArrayList<>();
        for (int at = RecordFormat.FILE_HEADER_BYTES;
                at < journal.length;
                at += (int) RecordFormat.aligned(bytes.getInt(at))) {
            starts.add(at);
        }
        return starts;
    }

    private static int records(RecordedJournal read) {
        return read.entries.size()
                + (int) read.datagrams.stream().filter(d -> !d.endsWith("04")).count();
    }

    @Test
    void hasSixRecords() throws IOException {
        Files.write(damaged, whole);
        assertThat(recordStarts).hasSize(6);
        assertThat(records(RecordedJournal.of(damaged))).isEqualTo(6);
    }

    @Test
    void losesOnlyTheCutRecordsWhenCutAtAnyByte() throws IOException {
        ByteBuffer lengths = ByteBuffer.wrap(whole).order(RecordFormat.ORDER);
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(damaged, Arrays.copyOf(whole, cut));
            int end = cut;
            long expected = recordStarts.stream()
                    .filter(start -> start + lengths.getInt(start) <= end)
                    .count();

            RecordedJournal read = RecordedJournal.of(damaged);

            assertThat(records(read)).as("cut at %d", cut).isEqualTo((int) expected);
            assertThat(read.result.validBytes()).as("cut at %d", cut).isLessThanOrEqualTo(cut);
            assertThat(read.result.sealed()).as("cut at %d", cut).isEqualTo(expected == 6);
        }
    }

    @Test
    void losesOnlyTheDamagedRecordWhenAnyByteIsFlipped() throws IOException {
        for (int flipped = 0; flipped < whole.length; flipped++) {
            byte[] bytes = whole.clone();
            bytes[flipped] ^= 0x55;
            Files.write(damaged, bytes);

            RecordedJournal read = RecordedJournal.of(damaged);

            int lost = 6 - records(read);
            assertThat(lost).as("flipped %d", flipped).isBetween(0, 1);
            boolean inHeader = flipped < RecordFormat.FILE_HEADER_BYTES;
            assertThat(lost).as("flipped %d", flipped).isEqualTo(inHeader || isPadding(flipped) ? 0 : 1);
            if (inHeader || lost == 1) {
                assertThat(read.result.damage()).as("flipped %d", flipped).isNotEmpty();
            }
        }
    }

    /** Between a record's length and the next multiple of 8. */
    private boolean isPadding(int index) {
        ByteBuffer bytes = ByteBuffer.wrap(whole).order(RecordFormat.ORDER);
        int start = recordStarts.stream()
                .filter(at -> at <= index)
                .reduce((a, b) -> b)
                .orElse(index);
        return index - start >= bytes.getInt(start);
    }

    @Test
    void losesOnlyTheZeroedPageWhenTheHostDied() throws IOException {
        byte[] bytes = whole.clone();
        int from = recordStarts.get(2);
        Arrays.fill(bytes, from, recordStarts.get(4), (byte) 0);
        Files.write(damaged, Arrays.copyOf(bytes, 1 << 17));

        RecordedJournal read = RecordedJournal.of(damaged);

        assertThat(records(read)).isEqualTo(4);
        assertThat(read.result.validBytes()).isEqualTo(whole.length);
        assertThat(read.result.damage()).hasSize(1);
    }

    @Test
    void takesNoRecordForAnotherPlaceOrAnotherSession() throws IOException {
        byte[] twice = Arrays.copyOf(whole, 2 * whole.length);
        System.arraycopy(whole, 0, twice, whole.length, whole.length);
        Files.write(damaged, twice);

        RecordedJournal read = RecordedJournal.of(damaged);

        assertThat(records(read)).isEqualTo(6);
        assertThat(read.result.validBytes()).isEqualTo(whole.length);
        assertThat(read.result.damage()).singleElement().asString().contains("torn");
    }

    @Test
    void stepsOverRecordsOfANewerRelease() throws IOException {
        Path file = temp.resolve("019abc00-0000-7000-8000-00000000000f.journal");
        JournalFile journal = JournalFile.create(file, JournalFixture.RECORDING, START);
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
        JournalFile journal = JournalFile.create(file, SESSION, START);
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
