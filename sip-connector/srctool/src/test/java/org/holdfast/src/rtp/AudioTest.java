package org.holdfast.src.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioTest {
    private final byte[] payload = new byte[160];

    @Test
    void muLawComesBackTheSameExceptForNegativeZero() {
        for (int code = 0; code < 256; code++) {
            byte back = G711.toMuLaw(G711.fromMuLaw((byte) code));
            assertThat(back & 0xff).isEqualTo(code == 0x7f ? 0xff : code);
        }
    }

    @Test
    void aLawCodesTheReferenceValues() {
        assertThat(HexFormat.of().formatHex(new byte[] {
                    G711.toALaw((short) 0),
                    G711.toALaw((short) -1),
                    G711.toALaw((short) 32_767),
                    G711.toALaw((short) -32_768)
                }))
                .isEqualTo("d555aa2a");
    }

    @Test
    void aStampSaysCallStreamFrameAndItsCheckSum() {
        Audio.stamped(1, 0, Audio.silence()).frame(2, Codec.PCMU, payload);

        assertThat(HexFormat.of().formatHex(payload, 0, 40).replaceAll("8(.)", "$1"))
                .isEqualTo("52425354" + "00000001" + "00000000" + "00000002"
                        + Integer.toHexString(Stamp.checkSum(1, 0, 2)));
    }

    @Test
    void aBurstSoundsInItsSpanOnly() {
        Audio audio = Audio.bursts(1_000, List.of(new Audio.Burst(40, 40)));

        assertThat(isSilent(audio, 0)).isTrue();
        assertThat(isSilent(audio, 1)).isTrue();
        assertThat(isSilent(audio, 2)).isFalse();
        assertThat(isSilent(audio, 3)).isFalse();
        assertThat(isSilent(audio, 4)).isTrue();
    }

    @Test
    void speechIsOverWhenItIsOverAndALoopIsNot() {
        short[] loud = new short[320];
        Arrays.fill(loud, (short) 9_000);

        assertThat(isSilent(Audio.samples(loud), 1)).isFalse();
        assertThat(isSilent(Audio.samples(loud), 2)).isTrue();
        assertThat(isSilent(Audio.samples(loud), 1_000_000)).isTrue();
        assertThat(isSilent(Audio.looped(loud), 1_000_000)).isFalse();
    }

    private boolean isSilent(Audio audio, long frame) {
        audio.frame(frame, Codec.PCMU, payload);
        for (byte code : payload) {
            if (Math.abs(G711.fromMuLaw(code)) > 8) {
                return false;
            }
        }
        return true;
    }
}
