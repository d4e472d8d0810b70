package org.holdfast.it.e2e;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Samples of a WAV, PCM of 16 bits, by channel; and what a test listens for in them. */
public record Wav(int sampleRate, short[][] channels) {
    private static final int LOUD = 1_000;

    /** Reads RIFF as the portal's download has it. */
    static Wav parse(byte[] bytes) {
        ByteBuffer riff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int channels = 0;
        int rate = 0;
        riff.position(12);
        while (riff.remaining() >= 8) {
            int id = riff.getInt();
            int size = Math.min(riff.getInt(), riff.remaining());
            if (id == 0x20746d66) { // "fmt "
                if (riff.getShort(riff.position() + 14) != 16) {
                    throw new AssertionError("not 16 bits a sample");
                }
                channels = riff.getShort(riff.position() + 2);
                rate = riff.getInt(riff.position() + 4);
            } else if (id == 0x61746164) { // "data"
                return new Wav(rate, split(riff.slice(riff.position(), size).order(ByteOrder.LITTLE_ENDIAN), channels));
            }
            riff.position(riff.position() + size + (size & 1));
        }
        throw new AssertionError("no data chunk in " + bytes.length + " bytes");
    }

    private static short[][] split(ByteBuffer interleaved, int channels) {
        short[][] split = new short[channels][interleaved.remaining() / 2 / channels];
        for (int i = 0; i < split[0].length; i++) {
            for (int c = 0; c < channels; c++) {
                split[c][i] = interleaved.getShort();
            }
        }
        return split;
    }

    double seconds() {
        return (double) channels[0].length / sampleRate;
    }

    /** The first loud moment of a channel at or after a time, in milliseconds. */
    OptionalInt loudFrom(int channel, int fromMillis) {
        for (int i = fromMillis * sampleRate / 1000; i < channels[channel].length; i++) {
            if (Math.abs(channels[channel][i]) > LOUD) {
                return OptionalInt.of((int) Math.round(i * 1000.0 / sampleRate));
            }
        }
        return OptionalInt.empty();
    }

    /** The last loud moment of a channel before a time, in milliseconds. */
    OptionalInt loudUntil(int channel, int untilMillis) {
        int from = Math.min(channels[channel].length, untilMillis * sampleRate / 1000) - 1;
        for (int i = from; i >= 0; i--) {
            if (Math.abs(channels[channel][i]) > LOUD) {
                return OptionalInt.of((int) Math.round(i * 1000.0 / sampleRate));
            }
        }
        return OptionalInt.empty();
    }

    /** How much of a span's energy is at {@code hz}, from 0 to 1 (Goertzel). */
    double share(int channel, int fromMillis, int lengthMillis, int hz) {
        int from = fromMillis * sampleRate / 1000;
        int length = lengthMillis * sampleRate / 1000;
        double coefficient = 2 * Math.cos(2 * Math.PI * hz / sampleRate);
        double s1 = 0;
        double s2 = 0;
        double energy = 0;
        for (int i = from; i < from + length; i++) {
            double sample = channels[channel][i];
            double s0 = sample + coefficient * s1 - s2;
            s2 = s1;
            s1 = s0;
            energy += sample * sample;
        }
        double power = s1 * s1 + s2 * s2 - coefficient * s1 * s2;
        return energy == 0 ? 0 : 2 * power / (energy * length);
    }
}
