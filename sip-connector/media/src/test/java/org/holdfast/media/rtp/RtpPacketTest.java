package org.holdfast.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** RFC 3550 §5.1, §5.3.1. */
class RtpPacketTest {
    private final RtpPacket packet = new RtpPacket();

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private String payload() {
        byte[] payload = new byte[packet.payloadLength()];
        packet.payload().get(payload);
        return HexFormat.of().formatHex(payload);
    }

    @Test
    void readsTheFixedHeader() {
        assertThat(packet.wrap(bytes("80 88 fffe ffffff60 deadbeef d5d4"))).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(8);
        assertThat(packet.sequenceNumber()).isEqualTo(65_534);
        assertThat(packet.timestamp()).isEqualTo(0xffff_ff60L);
        assertThat(packet.ssrc()).isEqualTo(0xdead_beefL);
        assertThat(payload()).isEqualTo("d5d4");
    }

    @Test
    void leavesOutContributingSourcesExtensionAndPadding() {
        assertThat(packet.wrap(bytes("b2 00 0001 00000001 00000001"
                        + "00000002 00000003" // two CSRCs
                        + "bede 0001 10aabbcc" // extension of one word
                        + "7f7e 0002"))) // payload, two bytes of padding
                .isTrue();
        assertThat(payload()).isEqualTo("7f7e");
        assertThat(packet.payloadOffset()).isEqualTo(28);
    }

    @Test
    void readsFromThePositionOfTheBuffer() {
        ByteBuffer within = bytes("ffff 80 00 0007 00000001 00000001 55");
        within.position(2);
        assertThat(packet.wrap(within)).isTrue();
        assertThat(packet.sequenceNumber()).isEqualTo(7);
        assertThat(payload()).isEqualTo("55");
    }

    @Test
    void refusesADatagramTooShortToBeRtp() {
        assertThat(packet.wrap(bytes("80 08 ffff 00000000 000000"))).isFalse();
        assertThat(packet.wrap(bytes(""))).isFalse();
    }

    @Test
    void refusesAnotherVersion() {
        assertThat(packet.wrap(bytes("40 08 ffff 00000000 00000000"))).isFalse();
    }

    @Test
    void givesAnEmptyPayloadWhenTheHeaderClaimsMoreThanThereIs() {
        assertThat(packet.wrap(bytes("8f 00 0001 00000001 00000001 00000002"))).isTrue();
        assertThat(payload()).isEmpty();
        assertThat(packet.wrap(bytes("90 00 0001 00000001 00000001 bede ffff 01")))
                .isTrue();
        assertThat(payload()).isEmpty();
        assertThat(packet.wrap(bytes("a0 00 0001 00000001 00000001 11 ff"))).isTrue();
        assertThat(payload()).isEmpty();
    }

    @Test
    void neverThrowsWhateverComes() {
        Random random = new Random(3550);
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[random.nextInt(80)];
            random.nextBytes(noise);
            if (packet.wrap(ByteBuffer.wrap(noise))) {
                assertThat(packet.payload().remaining()).isEqualTo(packet.payloadLength());
            }
        }
    }
}
