package org.holdfast.media.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.media.simulation.SimulatedCall.RECORDING;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.holdfast.media.codec.CodecProcesses;
import org.holdfast.media.codec.G711;
import org.holdfast.media.simulation.SimulatedCall;
import org.holdfast.media.simulation.Wav;
import org.junit.jupiter.api.io.TempDir;

/** Renders simulated calls into a directory of the test's own, and compares what is heard with the frames that were sent. */
abstract class RenderingFixture {
    @TempDir
    Path directory;

    RenderedRecording render(SimulatedCall call) throws IOException {
        try (CodecProcesses processes = new CodecProcesses(directory.resolve("codecs"))) {
            return new RecordingRenderer(processes).render(RECORDING, call, directory);
        }
    }

    Wav wav() throws IOException {
        return Wav.read(directory.resolve("audio.wav"));
    }

    /** Frame number n of a stream as 160 code words no other frame has. */
    static byte[] frame(int stream, int number) {
        byte[] codes = new byte[160];
        new Random(1000L * stream + number).nextBytes(codes);
        return codes;
    }

    private static short[] pcm(byte[] codes) {
        short[] samples = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            samples[i] = G711.fromMuLaw(codes[i]);
        }
        return samples;
    }

    static void assertFrame(Wav wav, int channel, int at, byte[] expected) {
        assertThat(Arrays.copyOfRange(wav.channels()[channel], at, at + 160)).isEqualTo(pcm(expected));
    }
}
