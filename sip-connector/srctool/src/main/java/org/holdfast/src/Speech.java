package org.holdfast.src;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.holdfast.src.rtp.Audio;

/** The demo's speech: files made by {@code speech/make.sh}, one a speaker, which talk in turn when started together. */
final class Speech {
    private final short[] samples;

    private Speech(short[] samples) {
        this.samples = samples;
    }

    /** A speaker of a dialogue, e.g. {@code support-agent}. */
    static Speech of(String speaker) {
        try (InputStream in = Speech.class.getResourceAsStream("speech/" + speaker + ".ul")) {
            if (in == null) {
                throw new IllegalArgumentException("no speech " + speaker);
            }
            return new Speech(AudioFile.muLaw(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read speech " + speaker, e);
        }
    }

    /** Both at once on one line. */
    Speech over(Speech other) {
        short[] both = new short[Math.max(samples.length, other.samples.length)];
        for (int i = 0; i < both.length; i++) {
            int sum = at(i) + other.at(i);
            both[i] = (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return new Speech(both);
    }

    /** Padded with silence to {@code millis}, so that speakers who repeat themselves stay in turn. */
    Audio repeatedEvery(int millis) {
        return Audio.looped(Arrays.copyOf(samples, millis * 8));
    }

    Audio once() {
        return Audio.samples(samples);
    }

    private int at(int index) {
        return index < samples.length ? samples[index] : 0;
    }
}
