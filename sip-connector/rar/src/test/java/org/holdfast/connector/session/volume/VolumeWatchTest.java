package org.holdfast.connector.session.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.media.journal.JournalDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeWatchTest {
    private static final String OLD = "019abc00-0000-7000-8000-000000000001.journal";
    private static final String NEWER = "019abc00-0001-7000-8000-000000000002.journal";
    private static final Instant SAFE = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path temp;

    private final AtomicInteger ends = new AtomicInteger();
    private JournalDirectory directory;

    @BeforeEach
    void keepTwoOneOfThemSafe() throws IOException {
        directory = JournalDirectory.open(temp);
        Files.write(directory.kept().resolve(OLD), new byte[100]);
        Files.write(directory.kept().resolve(NEWER), new byte[100]);
        directory.markSafe(OLD, SAFE);
    }

    private VolumeWatch watch(VolumeLimits limits, Instant now) {
        return new VolumeWatch(
                () -> Optional.of(directory), limits, ends::incrementAndGet, Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void purgesWhatHasBeenSafeForLongEnoughAndNothingElse() {
        VolumeLimits plenty = new VolumeLimits(0, 0, 0, 0, Duration.ofDays(7));
        watch(plenty, SAFE.plus(Duration.ofDays(7))).look();
        assertThat(directory.find(OLD)).isPresent();

        watch(plenty, SAFE.plus(Duration.ofDays(7)).plusSeconds(1)).look();
        assertThat(directory.find(OLD)).isEmpty();
        assertThat(directory.find(NEWER)).isPresent();
    }

    @Test
    void purgesSafeJournalsBeforeTheirTimeWhenRoomIsScarceAndNeverUnsafeOnes() throws IOException {
        long free = directory.usableBytes();
        long total = directory.totalBytes();
        VolumeLimits scarce = new VolumeLimits(0, 0, 0, free, Duration.ofDays(7));
        if (scarce.marks(total).purge() <= free) {
            scarce = new VolumeLimits(100, 0, 0, 0, Duration.ofDays(7)); // at most 64 GiB
        }
        if (scarce.marks(total).purge() > free) {
            watch(scarce, SAFE).look();
            assertThat(directory.find(OLD)).isEmpty();
        }
        assertThat(directory.find(NEWER)).isPresent();
        assertThat(ends).hasValue(0);
    }

    @Test
    void holdsAReserveAsLongAsThereIsRoom() throws IOException {
        VolumeLimits small = new VolumeLimits(1, 0, 0, 10 << 20, Duration.ofDays(7));
        watch(small, SAFE).look();
        assertThat(temp.resolve("reserve")).isRegularFile();
        assertThat(Files.size(temp.resolve("reserve"))).isEqualTo((10 << 20) / 5);
        assertThat(directory.releaseReserve()).isTrue();
        assertThat(directory.releaseReserve()).isFalse();
    }

    @Test
    void aDirectoryThatIsAwayIsNoReasonToStop() {
        new VolumeWatch(Optional::empty, new VolumeLimits(15, 5, 1, 0, Duration.ZERO), () -> {}, Clock.systemUTC())
                .look();
    }
}
