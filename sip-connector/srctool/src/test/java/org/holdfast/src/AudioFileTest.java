package org.holdfast.src;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AudioFileTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void readsRawMuLaw() throws Exception {
        Path file = Files.write(directory.resolve("a.ul"), new byte[] {(byte) 0xff, (byte) 0x80, 0x00});
        assertThat(AudioFile.read(file)).containsExactly((short) 0, (short) 32_124, (short) -32_124);
    }

    @Test
    void readsWav() throws Exception {
        assertThat(AudioFile.read(wav(1, 1, 8_000, 16))).containsExactly((short) 258, (short) -2);
        assertThat(AudioFile.read(wav(7, 1, 8_000, 8))).hasSize(4);
    }

    @Test
    void saysWhatItWantedInstead() throws Exception {
        Path stereo = wav(1, 2, 44_100, 16);
        assertThatThrownBy(() -> AudioFile.read(stereo))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("2 channels, 44100 Hz")
                .hasMessageContaining("8000 Hz");
    }

    @Test
    void everySpeakerOfTheDemoIsThere() {
        assertThat(Speech.of("support-caller").once()).isNotNull();
        assertThatThrownBy(() -> Speech.of("nobody")).hasMessageContaining("nobody");
    }

    private Path wav(int format, int channels, int rate, int bits) throws IOException {
        ByteBuffer riff = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
        riff.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(40)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII));
        riff.putInt(16)
                .putShort((short) format)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * channels * bits / 8);
        riff.putShort((short) (channels * bits / 8)).putShort((short) bits);
        riff.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(4).put(new byte[] {2, 1, -2, -1});
        return Files.write(directory.resolve("a.wav"), riff.array());
    }
}
