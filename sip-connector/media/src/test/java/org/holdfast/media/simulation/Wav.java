package org.holdfast.media.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** A WAV read whole, channel by channel. */
public record Wav(int sampleRate, short[][] channels) {

    public static Wav read(Path path) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
        int channels = file.getShort(22);
        int frames = file.getInt(40) / (2 * channels);
        short[][] samples = new short[channels][frames];
        for (int frame = 0; frame < frames; frame++) {
            for (int channel = 0; channel < channels; channel++) {
                samples[channel][frame] = file.getShort(44 + 2 * (frame * channels + channel));
            }
        }
        return new Wav(file.getInt(24), samples);
    }

    public int frames() {
        return channels[0].length;
    }

    public double seconds() {
        return frames() / (double) sampleRate;
    }
}
