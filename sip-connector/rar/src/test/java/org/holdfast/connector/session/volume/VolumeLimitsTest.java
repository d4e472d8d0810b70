package org.holdfast.connector.session.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.holdfast.connector.session.volume.VolumeLimits.Marks;
import org.junit.jupiter.api.Test;

class VolumeLimitsTest {
    private static final long MIB = 1L << 20;
    private static final long GIB = 1L << 30;
    private final VolumeLimits byDefault = new VolumeLimits(15, 5, 1, 64 * MIB, Duration.ofDays(7));

    @Test
    void aVolumeOfEightMebibytesRecordsUntilATenthIsLeft() {
        Marks marks = byDefault.marks(8 * MIB);
        assertThat(marks.refuse()).isEqualTo(8 * MIB / 10);
        assertThat(marks.purge()).isBetween(MIB, 2 * MIB);
        assertThat(marks.end()).isBetween(100_000L, 200_000L);
        assertThat(marks.reserve()).isLessThanOrEqualTo(marks.end());
    }

    @Test
    void aVolumeOfTwentyGibibytesGoesByTheShares() {
        Marks marks = byDefault.marks(20 * GIB);
        assertThat(marks.purge() / MIB).isEqualTo(3071);
        assertThat(marks.refuse() / MIB).isEqualTo(1023);
        assertThat(marks.end() / MIB).isEqualTo(204);
    }

    @Test
    void aVolumeOfFourTebibytesDoesNotRefuseWithTwoHundredGibibytesFree() {
        Marks marks = byDefault.marks(4096 * GIB);
        assertThat(marks).isEqualTo(new Marks(64 * GIB, 8 * GIB, GIB, 64 * MIB));
    }

    @Test
    void whatTheOperatorDemandsAtLeastIsKept() {
        VolumeLimits demanding = new VolumeLimits(15, 5, 1, 100 * GIB, Duration.ofDays(7));
        assertThat(demanding.marks(4096 * GIB).refuse()).isEqualTo(100 * GIB);
        VolumeLimits off = new VolumeLimits(0, 0, 0, 0, Duration.ofDays(7));
        assertThat(off.marks(4096 * GIB)).isEqualTo(new Marks(0, 0, 0, 0));
    }
}
