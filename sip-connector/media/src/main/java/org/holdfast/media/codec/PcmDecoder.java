package org.holdfast.media.codec;

import java.io.IOException;
import java.nio.ByteBuffer;

/** G.711 and L16 (RFC 3551 §4.5.11, §4.5.14): decoded on the spot, sample by sample. */
final class PcmDecoder implements AudioDecoder {

    /** The three that need no codec library. */
    enum Law {
        MU_LAW,
        A_LAW,
        LINEAR
    }

    private final Law law;
    private final int sampleRate;
    private final int channels;
    private final PcmSink sink;
    private short[] samples = new short[1024];

    PcmDecoder(Law law, int sampleRate, int channels, PcmSink sink) {
        this.law = law;
        this.sampleRate = sampleRate;
        this.channels = Math.max(1, channels);
        this.sink = sink;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public boolean isStateless() {
        return true;
    }

    @Override
    public void decode(long mark, ByteBuffer payload) throws IOException {
        int width = law == Law.LINEAR ? 2 : 1;
        int count = payload.remaining() / width / channels;
        if (samples.length < count) {
            samples = new short[count];
        }
        int at = payload.position();
        for (int i = 0; i < count; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++, at += width) {
                sum += sample(payload, at);
            }
            samples[i] = (short) (sum / channels);
        }
        sink.samples(mark, samples, count);
    }

    private short sample(ByteBuffer payload, int at) {
        return switch (law) {
            case MU_LAW -> G711.fromMuLaw(payload.get(at));
            case A_LAW -> G711.fromALaw(payload.get(at));
            case LINEAR -> payload.getShort(at); // network byte order
        };
    }

    @Override
    public void flush() {
        // nothing is kept back
    }

    @Override
    public void close() {
        // nothing is held
    }
}
