package org.holdfast.media.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.journal.JournalFixture.START;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.holdfast.media.journal.JournalEntry.*;
import org.holdfast.media.journal.JournalRecovery.Outcome;
import org.holdfast.media.journal.JournalRecovery.Recovered;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The host dies: of the pages written since the last force any may be on the disk, as they were at any time, or zero, or
 * the file may be shorter; what was forced is there. By seed, so that a failure can be looked at again.
 */
class HostCrashTest {
    private static final int PAGE = 4096;
    private static final int SEEDS = Integer.getInteger("holdfast.test.host-crashes", 60);
    private static final Clock CLOCK = Clock.fixed(START.plusSeconds(600), ZoneOffset.UTC);

    @TempDir
    Path temp;

    @Test
    void losesNothingForcedAndBelievesNothingTorn() throws IOException {
        for (int seed = 0; seed < SEEDS; seed++) {
            crash(seed, JournalKeys.NONE);
        }
    }

    @Test
    void losesNothingForcedOfAnEncryptedOne() throws IOException {
        JournalKeys keys = TestKeys.encrypting(temp);
        for (int seed = 1000; seed < 1000 + SEEDS / 3; seed++) {
            crash(seed, keys);
        }
    }

    private void crash(int seed, JournalKeys keys) throws IOException {
        Random random = new Random(seed);
        List<String> written = new ArrayList<>();
        int forced;
        byte[] before;
        byte[] after;
        try (JournalFixture fixture = new JournalFixture(temp.resolve("writing-" + seed), keys);
                Journal journal = fixture.begin()) {
            Path file = fixture.directory.capturing().resolve(journal.fileName());
            write(fixture, journal, random, written);
            journal.force();
            forced = written.size();
            before = Files.readAllBytes(file);
            write(fixture, journal, random, written);
            after = Files.readAllBytes(file);
            assertThat(journal.durablePosition()).isLessThanOrEqualTo(after.length);
        }
        JournalDirectory directory = JournalDirectory.open(temp.resolve("crashed-" + seed), keys);
        Files.write(directory.capturing().resolve(SmallJournal.NAME), onDisk(before, after, random));

        Recovered found = JournalRecovery.recover(directory, CLOCK).getFirst();

        assertThat(found.outcome()).as("seed %d", seed).isEqualTo(Outcome.SEALED);
        RecordedJournal read = RecordedJournal.of(found.file(), keys);
        assertThat(read.datagrams.subList(0, forced)).as("seed %d", seed).isEqualTo(written.subList(0, forced));
        assertThat(written).as("seed %d", seed).containsSubsequence(read.datagrams);
        assertThat(read.result.sealed()).as("seed %d", seed).isTrue();
    }

    private static void write(JournalFixture fixture, Journal journal, Random random, List<String> written)
            throws IOException {
        for (int i = random.nextInt(1, 60); i > 0; i--) {
            byte[] datagram = new byte[random.nextInt(12, 1500)];
            random.nextBytes(datagram);
            long arrival = JournalFixture.nanos(START) + written.size();
            journal.append(written.size() % 2, fixture.batch(false, arrival, datagram));
            written.add(RecordedJournal.datagram(written.size() % 2, false, arrival, datagram));
        }
    }

    private static byte[] onDisk(byte[] before, byte[] after, Random random) {
        byte[] disk = Arrays.copyOf(before, after.length);
        for (int page = 0; page < after.length; page += PAGE) {
            if (random.nextBoolean()) {
                int from = page;
                int until = Math.min(after.length, page + PAGE);
                System.arraycopy(after, from, disk, from, until - from);
            }
        }
        boolean shorter = random.nextInt(3) == 0;
        int least = Math.min(after.length, before.length);
        return shorter ? Arrays.copyOf(disk, random.nextInt(least, after.length + 1)) : disk;
    }
}
