package org.holdfast.media.live;

/** A few seconds of one lane: samples are put in where they belong and taken out in order. What was not put in is silence. One thread. */
final class LiveLane {
    private static final int SECONDS = 4;

    private final short[] ring;
    private long next;

    LiveLane(int sampleRate, long from) {
        ring = new short[SECONDS * sampleRate];
        next = from;
    }

    /** Mixes samples in; what lies before the place that is taken out next, or too far ahead, is lost. */
    void put(long position, short[] samples, int count) {
        int first = (int) Math.max(0, Math.min(count, next - position));
        int end = (int) Math.max(0, Math.min(count, next + ring.length - position));
        for (int i = first; i < end; i++) {
            int at = (int) Math.floorMod(position + i, (long) ring.length);
            ring[at] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, ring[at] + samples[i]));
        }
    }

    /** The next samples. */
    void take(short[] into, int count) {
        for (int i = 0; i < count; i++) {
            int at = (int) Math.floorMod(next++, (long) ring.length);
            into[i] = ring[at];
            ring[at] = 0;
        }
    }
}
