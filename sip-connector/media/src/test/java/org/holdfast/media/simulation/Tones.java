package org.holdfast.media.simulation;

/** Tones, made and found (Goertzel). */
public final class Tones {
    private Tones() {}

    /** ITU-T G.711, by segments. */
    public static byte muLaw(int sample) {
        int sign = sample < 0 ? 0x80 : 0;
        int biased = Math.min(Math.abs(sample), 32_635) + 132;
        int exponent = 31 - Integer.numberOfLeadingZeros(biased) - 7;
        return (byte) ~(sign | (exponent << 4) | ((biased >> (exponent + 3)) & 0x0f));
    }

    public static short sample(double frequency, long index, int sampleRate) {
        return (short) Math.round(8000 * Math.sin(2 * Math.PI * frequency * index / sampleRate));
    }

    /** µ-law of a tone at 8 kHz. */
    public static byte[] muLaw(double frequency, int from, int count) {
        byte[] codes = new byte[count];
        for (int i = 0; i < count; i++) {
            codes[i] = muLaw(sample(frequency, from + i, 8000));
        }
        return codes;
    }

    /** Amplitude of a frequency in a stretch of samples, 0 to about 32768. */
    public static double amplitude(short[] samples, int from, int count, double frequency, int sampleRate) {
        double sine = 0;
        double cosine = 0;
        for (int i = 0; i < count; i++) {
            double angle = 2 * Math.PI * frequency * i / sampleRate;
            sine += samples[from + i] * Math.sin(angle);
            cosine += samples[from + i] * Math.cos(angle);
        }
        return 2 * Math.hypot(sine, cosine) / count;
    }

    /** Milliseconds at which a tone begins, by 5 ms steps; -1 when it does not. */
    public static int onset(short[] samples, double frequency, int sampleRate) {
        int step = sampleRate / 200;
        for (int at = 0; at + 2 * step <= samples.length; at += step) {
            if (amplitude(samples, at, 2 * step, frequency, sampleRate) > 4000) {
                return at * 1000 / sampleRate;
            }
        }
        return -1;
    }
}
