package org.holdfast.media.simulation;

import java.nio.ByteBuffer;

/** Sends one RTP source's packets into a simulated call, 20 ms each, its clock at 8 kHz unless told otherwise. */
public final class Sender {
    private final SimulatedCall call;
    private final int stream;
    private int ssrc;
    private int sequence = 65_530;
    private long timestamp = 0xffff_ff00L;
    private int payloadType;
    private int ticks = 160;
    private double clockError;
    private double startedAt = Double.NaN;

    public Sender(SimulatedCall call, int stream) {
        this.call = call;
        this.stream = stream;
        ssrc = 0x1000 + stream;
    }

    public Sender ssrc(int changed) {
        ssrc = changed;
        return this;
    }

    public Sender payloadType(int type, int ticksPerPacket) {
        payloadType = type;
        ticks = ticksPerPacket;
        return this;
    }

    /** Its clock is this much too slow, as a fraction: packets come ever later. */
    public Sender clockError(double error) {
        clockError = error;
        return this;
    }

    public Sender jumpSequence(int by) {
        sequence += by;
        return this;
    }

    public Sender jumpTimestamp(long by) {
        timestamp += by;
        return this;
    }

    /** Sends a payload, which arrives then. */
    public Sender send(double millis, byte[] payload) {
        if (Double.isNaN(startedAt)) {
            startedAt = millis;
        }
        double late = (millis - startedAt) * clockError;
        call.datagram(stream, false, millis + late, next(payload, false));
        return this;
    }

    /** A payload that is lost on the way. */
    public Sender lose(byte[] payload) {
        next(payload, false);
        return this;
    }

    /** The packet as it would be sent now; for those who reorder or repeat. */
    public byte[] next(byte[] payload, boolean marker) {
        byte[] packet = packet(sequence, timestamp, marker, payload);
        sequence++;
        timestamp += ticks;
        return packet;
    }

    public byte[] packet(int withSequence, long withTimestamp, boolean marker, byte[] payload) {
        return ByteBuffer.allocate(12 + payload.length)
                .put((byte) 0x80)
                .put((byte) (payloadType | (marker ? 0x80 : 0)))
                .putShort((short) withSequence)
                .putInt((int) withTimestamp)
                .putInt(ssrc)
                .put(payload)
                .array();
    }

    /** Time passes without a packet (silence suppression, hold): the timestamp goes on, the sequence number does not. */
    public Sender silence(long millis) {
        timestamp += millis * ticks / 20;
        return this;
    }

    public int sequence() {
        return sequence;
    }

    public long timestamp() {
        return timestamp;
    }

    /** A tone, from millisecond to millisecond, in packets that arrive as they are made. */
    public Sender tone(double frequency, long fromMillis, long untilMillis) {
        for (long at = fromMillis; at < untilMillis; at += 20) {
            send(at, Tones.muLaw(frequency, (int) (at - fromMillis) * 8, 160));
        }
        return this;
    }
}
