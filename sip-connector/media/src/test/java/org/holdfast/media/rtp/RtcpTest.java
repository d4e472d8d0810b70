package org.holdfast.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 3550 §6.1, §6.4, §6.5; RFC 5761 §4. */
class RtcpTest {
    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void writesReportAndNameAsOneCompoundPacket() {
        ReceptionStatistics source = new ReceptionStatistics();
        source.begin(0xcafe_babeL, 10);
        source.received(10, 0, 0, 8_000);
        source.received(12, 0, 0, 8_000);
        source.senderReport(0x1111_2222_3333_4444L, 0);

        ByteBuffer report = new ReceiverReportWriter(0x0102_0304, "r@h").write(List.of(source), 2_000_000_000L);

        assertThat(HexFormat.of().formatHex(report.array()))
                .isEqualTo("81c90007" + "01020304" + "cafebabe" + "55000001" + "0000000c" + "00000000" + "22223333"
                        + "00020000" + "81ca0003" + "01020304" + "01037240" + "68000000");
    }

    @Test
    void reportsOnNobodyAndOnAtMostThirtyOne() {
        ReceiverReportWriter writer = new ReceiverReportWriter(1, "recorder@192.0.2.1");
        assertThat(writer.write(List.of(), 0).getInt(0)).isEqualTo(0x80c9_0001);
        ByteBuffer most = writer.write(java.util.Collections.nCopies(40, new ReceptionStatistics()), 0);
        assertThat(most.getInt(0)).isEqualTo(0x9fc9_0000 | 1 + 6 * 31);
    }

    @Test
    void walksThroughACompoundPacketOfAnotherSender() {
        RtcpPacket packet = new RtcpPacket();
        assertThat(packet.wrap(bytes("80c80006 00000007 e1e2e3e4 f1f2f3f4 000000a0 00000001 000000a0"
                        + "81ca0002 00000007 01026869" + "80cb0000")))
                .isTrue();
        assertThat(packet.isSenderReport()).isTrue();
        assertThat(packet.senderSsrc()).isEqualTo(7);
        assertThat(packet.ntpTimestamp()).isEqualTo(0xe1e2e3e4_f1f2f3f4L);
        assertThat(packet.rtpTimestamp()).isEqualTo(160);
        assertThat(packet.next()).isTrue();
        assertThat(packet.type()).isEqualTo(RtcpPacket.SOURCE_DESCRIPTION);
        assertThat(packet.next()).isTrue();
        assertThat(packet.type()).isEqualTo(RtcpPacket.BYE);
        assertThat(packet.next()).isFalse();
    }

    @Test
    void tellsControlFromMediaOnOnePort() {
        assertThat(RtcpPacket.looksLikeControl(bytes("80c80006 00000007"))).isTrue();
        assertThat(RtcpPacket.looksLikeControl(bytes("8000 0001 00000001 00000001")))
                .isFalse();
        assertThat(RtcpPacket.looksLikeControl(bytes("8088 0001 00000001 00000001")))
                .isFalse();
        assertThat(RtcpPacket.looksLikeControl(bytes("80c8"))).isFalse();
    }

    @Test
    void neverThrowsNorLoopsWhateverComes() {
        Random random = new Random(3550);
        RtcpPacket packet = new RtcpPacket();
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            int packets = 0;
            if (packet.wrap(ByteBuffer.wrap(noise))) {
                do {
                    packets += packet.isSenderReport() && packet.ntpTimestamp() == 0 ? 2 : 1;
                } while (packet.next());
            }
            assertThat(packets).isLessThan(40);
        }
    }
}
