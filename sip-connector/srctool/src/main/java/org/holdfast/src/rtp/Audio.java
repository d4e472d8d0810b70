package org.holdfast.src.rtp;

import java.util.List;

/** What one stream says, frame by frame from its start. Stateless, so that one may feed many streams; frames are 20 ms. */
@FunctionalInterface
public interface Audio {
    /**
     * Writes frame {@code number} into {@code payload}, encoded as {@code codec}.
     *
     * @return false when nothing is to be sent for this frame, as a source that is silent by not sending does
     */
    boolean frame(long number, Codec codec, byte[] payload);

    /** A tone without end; {@code hz} must be a multiple of 10 to be without seam. */
    static Audio tone(int hz) {
        return new Samples(Samples.sine(hz), true);
    }

    /** A tone that sounds in the given spans only, silence else; offsets from the start of the stream. */
    static Audio bursts(int hz, List<Burst> bursts) {
        Audio tone = tone(hz);
        Audio silence = silence();
        return (number, codec, payload) -> {
            long millis = number * 20;
            boolean sounding = bursts.stream().anyMatch(burst -> burst.covers(millis));
            return (sounding ? tone : silence).frame(number, codec, payload);
        };
    }

    /** When a tone sounds: multiples of 20 ms are exact. */
    record Burst(long fromMillis, long lengthMillis) {
        boolean covers(long millis) {
            return millis >= fromMillis && millis < fromMillis + lengthMillis;
        }
    }

    /** Packets of digital silence. */
    static Audio silence() {
        return new Samples(new short[Codec.FRAME_SAMPLES], true);
    }

    /** No packets at all: the party whose leg never sends. */
    static Audio nothing() {
        return (number, codec, payload) -> false;
    }

    /** Linear samples at 8 kHz, then silence. */
    static Audio samples(short[] samples) {
        return new Samples(samples, false);
    }

    /** Linear samples at 8 kHz, over and over. */
    static Audio looped(short[] samples) {
        return new Samples(samples, true);
    }

    /** A frame stamp over {@code under}: see {@link Stamp}. */
    static Audio stamped(int call, int stream, Audio under) {
        return new Stamp(call, stream, under);
    }
}
