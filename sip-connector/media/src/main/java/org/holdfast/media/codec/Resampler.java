package org.holdfast.media.codec;

import java.io.IOException;
import java.util.Arrays;

/**
 * Raises the sample rate by a rational factor with a windowed-sinc filter; equal rates pass through untouched. Works on
 * positions, not on a stream: pieces may come with holes between them, and each output sample is at the same time as the
 * input around it. One thread.
 */
public final class Resampler {

    /** Input samples on each side that an output sample is made of. */
    private static final int REACH = 16;

    /** Takes samples with the position of the first, in output samples. */
    @FunctionalInterface
    public interface Output {
        void samples(long position, short[] samples, int count) throws IOException;
    }

    private final int up;
    private final int down;
    private final float[][] filters;
    private final Output output;

    private short[] held = new short[0];
    private long heldFrom;
    private long nextOutput;
    private short[] made = new short[1024];

    public Resampler(int fromRate, int toRate, Output output) {
        int divisor = gcd(fromRate, toRate);
        up = toRate / divisor;
        down = fromRate / divisor;
        this.output = output;
        filters = new float[up == down ? 0 : up][];
        for (int phase = 0; phase < filters.length; phase++) {
            filters[phase] = filter((double) phase / up);
        }
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    /** Hann-windowed sinc, normalised so that a constant stays what it is. */
    private static float[] filter(double fraction) {
        float[] taps = new float[2 * REACH];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            double x = i - (REACH - 1) - fraction;
            double sinc = x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
            taps[i] = (float) (sinc * (0.5 + 0.5 * Math.cos(Math.PI * x / REACH)));
            sum += taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] = (float) (taps[i] / sum);
        }
        return taps;
    }

    /** First output position at or after an input position. */
    public long outputPosition(long inputPosition) {
        return Math.ceilDiv(inputPosition * up, (long) down);
    }

    /** Adds a piece; one that does not touch the piece before begins anew. */
    public void add(long inputPosition, short[] samples, int count) throws IOException {
        if (up == down) {
            output.samples(inputPosition, samples, count);
            return;
        }
        if (inputPosition != heldFrom + held.length || held.length == 0) {
            flush();
            held = new short[REACH]; // silence before
            heldFrom = inputPosition - REACH;
            nextOutput = outputPosition(inputPosition);
        }
        append(samples, count);
        make(heldFrom + held.length - REACH);
    }

    /** Gives out the rest of the last piece. */
    public void flush() throws IOException {
        if (held.length > 0) {
            long end = heldFrom + held.length;
            append(new short[REACH], REACH);
            make(end);
            held = new short[0];
        }
    }

    private void append(short[] samples, int count) {
        short[] longer = Arrays.copyOf(held, held.length + count);
        System.arraycopy(samples, 0, longer, held.length, count);
        held = longer;
    }

    private void make(long inputEnd) throws IOException {
        long outputEnd = outputPosition(inputEnd);
        int count = (int) Math.max(0, outputEnd - nextOutput);
        if (made.length < count) {
            made = new short[count];
        }
        for (int i = 0; i < count; i++) {
            made[i] = at(nextOutput + i);
        }
        if (count > 0) {
            output.samples(nextOutput, made, count);
            nextOutput += count;
        }
        int drop = (int) Math.max(0, Math.min(held.length, inputEnd - REACH - heldFrom));
        held = Arrays.copyOfRange(held, drop, held.length);
        heldFrom += drop;
    }

    private short at(long position) {
        long whole = Math.floorDiv(position * down, (long) up);
        float[] taps = filters[(int) Math.floorMod(position * down, (long) up)];
        int first = (int) (whole - heldFrom) - (REACH - 1);
        float sum = 0;
        for (int i = 0; i < taps.length; i++) {
            int index = first + i;
            if (index >= 0 && index < held.length) {
                sum += taps[i] * held[index];
            }
        }
        return (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }
}
