package org.holdfast.src.rtp;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Samples kept in memory; encoded once a codec, so that sending is a copy. */
final class Samples implements Audio {
    private static final int SAMPLE_RATE = 8_000;
    private static final int AMPLITUDE = 8_000;

    private final short[] linear;
    private final boolean looped;
    private final Map<Codec, byte[]> encoded = new ConcurrentHashMap<>();

    Samples(short[] linear, boolean looped) {
        int frames = Math.max(1, (linear.length + Codec.FRAME_SAMPLES - 1) / Codec.FRAME_SAMPLES);
        this.linear = Arrays.copyOf(linear, frames * Codec.FRAME_SAMPLES);
        this.looped = looped;
    }

    /** One second of a sine. */
    static short[] sine(int hz) {
        short[] second = new short[SAMPLE_RATE];
        for (int i = 0; i < SAMPLE_RATE; i++) {
            second[i] = (short) (AMPLITUDE * Math.sin(2 * Math.PI * hz * i / SAMPLE_RATE));
        }
        return second;
    }

    @Override
    public boolean frame(long number, Codec codec, byte[] payload) {
        byte[] all = encoded.computeIfAbsent(codec, this::encode);
        int size = codec.frameBytes();
        int frames = all.length / size - 1;
        long index = looped ? number % frames : Math.min(number, frames); // the last frame kept is silence
        System.arraycopy(all, (int) index * size, payload, 0, size);
        return true;
    }

    private byte[] encode(Codec codec) {
        int frames = linear.length / Codec.FRAME_SAMPLES;
        byte[] all = new byte[(frames + 1) * codec.frameBytes()];
        byte[] payload = new byte[codec.frameBytes()];
        short[] frame = new short[Codec.FRAME_SAMPLES];
        for (int i = 0; i <= frames; i++) {
            Arrays.fill(frame, (short) 0);
            if (i < frames) {
                System.arraycopy(linear, i * Codec.FRAME_SAMPLES, frame, 0, Codec.FRAME_SAMPLES);
            }
            codec.encode(frame, payload);
            System.arraycopy(payload, 0, all, i * payload.length, payload.length);
        }
        return all;
    }
}
