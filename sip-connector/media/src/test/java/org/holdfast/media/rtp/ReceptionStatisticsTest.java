package org.holdfast.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** RFC 3550 §6.4.1, §A.1, §A.3, §A.8. */
class ReceptionStatisticsTest {
    private static final long SECOND = 1_000_000_000L;

    private final ReceptionStatistics statistics = new ReceptionStatistics();

    private void receive(int... sequenceNumbers) {
        for (int sequenceNumber : sequenceNumbers) {
            statistics.received(sequenceNumber, 0, 0, 0);
        }
    }

    @Test
    void countsFromTheVeryFirstPacket() {
        statistics.begin(1, 100);
        receive(100);
        assertThat(statistics.packets()).isEqualTo(1);
        assertThat(statistics.extendedHighest()).isEqualTo(100);
        assertThat(statistics.cumulativeLoss()).isZero();
    }

    @Test
    void extendsTheSequenceNumberOverTheWrap() {
        statistics.begin(1, 65_534);
        receive(65_534, 65_535, 0, 1);
        assertThat(statistics.extendedHighest()).isEqualTo(0x1_0001);
        assertThat(statistics.cumulativeLoss()).isZero();
    }

    @Test
    void reportsLossAsAFractionSinceTheLastReportAndInSum() {
        statistics.begin(1, 0);
        receive(0, 1, 2, 3, 5, 6, 7, 8);
        assertThat(statistics.fractionLostSinceLast()).isEqualTo(256 / 9);
        receive(9, 10, 12);
        assertThat(statistics.fractionLostSinceLast()).isEqualTo(256 / 4);
        assertThat(statistics.fractionLostSinceLast()).isZero();
        assertThat(statistics.cumulativeLoss()).isEqualTo(2);
    }

    @Test
    void takesLatePacketsBackFromTheLossAndCountsDoublesAgainstIt() {
        statistics.begin(1, 0);
        receive(0, 2, 1);
        assertThat(statistics.cumulativeLoss()).isZero();
        receive(2, 2);
        assertThat(statistics.cumulativeLoss()).isEqualTo(-2);
    }

    @Test
    void takesALongJumpForARestartOnlyWhenTheNextPacketConfirmsIt() {
        statistics.begin(1, 0);
        receive(0, 1, 30_000);
        assertThat(statistics.extendedHighest()).isEqualTo(1);
        receive(2);
        assertThat(statistics.extendedHighest()).isEqualTo(2);
        receive(40_000, 40_001);
        assertThat(statistics.extendedHighest()).isEqualTo(40_001);
        assertThat(statistics.cumulativeLoss()).isZero();
    }

    @Test
    void findsNoJitterInAPerfectStreamAcrossTheTimestampWrap() {
        statistics.begin(1, 0);
        for (int i = 0; i < 100; i++) {
            statistics.received(i, (0xffff_ff00L + 160L * i) & 0xffff_ffffL, 5 * SECOND + i * SECOND / 50, 8_000);
        }
        assertThat(statistics.interarrivalJitter()).isZero();
    }

    @Test
    void settlesAtTheMeanDeviationOfAlternatingDelays() {
        statistics.begin(1, 0);
        for (int i = 0; i < 1_000; i++) {
            long late = i % 2 * SECOND / 100; // every other packet 10 ms late = 80 units of 8 kHz
            statistics.received(i, 160L * i, i * SECOND / 50 + late, 8_000);
        }
        assertThat(statistics.interarrivalJitter()).isBetween(78, 80);
    }

    @Test
    void tellsTheDelaySinceTheLastSenderReport() {
        statistics.begin(1, 0);
        assertThat(statistics.lastSenderReport()).isZero();
        assertThat(statistics.delaySinceLastSenderReport(SECOND)).isZero();
        statistics.senderReport(0x1111_2222_3333_4444L, 10 * SECOND);
        assertThat(statistics.lastSenderReport()).isEqualTo(0x2222_3333L);
        assertThat(statistics.delaySinceLastSenderReport(11 * SECOND + SECOND / 2))
                .isEqualTo(98_304);
    }

    @Test
    void extendsNumbersToTheNearest() {
        assertThat(ExtendedNumbers.sequence(65_535, 0)).isEqualTo(65_536);
        assertThat(ExtendedNumbers.sequence(65_536, 65_535)).isEqualTo(65_535);
        assertThat(ExtendedNumbers.sequence(0x7_0000, 5)).isEqualTo(0x7_0005);
        assertThat(ExtendedNumbers.timestamp(0xffff_fff0L, 0x10)).isEqualTo(0x1_0000_0010L);
        assertThat(ExtendedNumbers.timestamp(0x1_0000_0010L, 0xffff_fff0L)).isEqualTo(0xffff_fff0L);
    }
}
