package org.holdfast.media.timeline.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.holdfast.media.rtp.RtpPacket;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of one source whose sequence numbers and timestamps go on without a jump. Extends both past their wrap (RFC
 * 3550 A.1) and learns how the timestamps relate to arrival times. Fed in order of the journal by one thread; the same
 * packets give the same run numbers and extended values every time, so that the second pass repeats the first.
 */
public final class Run {

    /** Further from the expected place than this is a jump of the timestamps, nearer is jitter. */
    public static final long JUMP_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** A sender that stood still is told from a network that did: the network catches up within this time. */
    private static final long SHIFT_PROOF_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** At the very end of a stream this much must do for proof. */
    private static final long SHORT_PROOF_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long LATEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** RFC 3550 A.1 MAX_DROPOUT. */
    private static final int MAX_DROPOUT = 3000;

    /** From this packet on everything is later by what the sender stood still. */
    record Shift(long sequence, long timestamp, long offsetNanos) {}

    /**
     * Ten seconds of a run: the least delayed packet, and the first packet at which the stream breaks anyway.
     *
     * @param offsetNanos arrival minus elapsed stream time of the least delayed packet
     */
    record Window(long sequence, long timestamp, long offsetNanos, boolean natural) {}

    private final int number;
    private final int stream;
    private final long ssrc;
    private final int clockRate;

    private final long firstTimestamp;
    private long sequence;
    private long timestamp;
    private long highestSequence;
    private long timestampOfHighest;
    private long lowestTimestamp;
    private int packetTicks;
    private long packets;

    private long windowEndsAt;
    private long windowMinimum = Long.MAX_VALUE;
    private long previousMinimum = Long.MAX_VALUE;
    private long windowSequence;
    private long windowTimestamp;
    private boolean windowNatural;
    private final List<Window> windows = new ArrayList<>();
    private final List<Shift> shifts = new ArrayList<>();
    private @Nullable Shift suspected;
    private long suspectedSince;
    private long lastArrival;

    /** Begins with this packet, which still has to be {@linkplain #take taken}. */
    Run(int number, int stream, int clockRate, RtpPacket first) {
        this.number = number;
        this.stream = stream;
        this.clockRate = clockRate;
        ssrc = first.ssrc();
        // one cycle up, so that packets from before the first have values above zero
        highestSequence = first.sequenceNumber() + 0x1_0000L;
        sequence = highestSequence;
        firstTimestamp = first.timestamp() + 0x1_0000_0000L;
        timestamp = firstTimestamp;
        timestampOfHighest = firstTimestamp;
        lowestTimestamp = firstTimestamp;
    }

    /** Whether the packet goes on where this run is. */
    boolean continuesWith(RtpPacket packet, int packetClockRate, long arrivalNanos) {
        long steps = (short) (packet.sequenceNumber() - (int) highestSequence);
        if (packetClockRate != clockRate || Math.abs(steps) > MAX_DROPOUT) {
            return false;
        }
        long ticks = (int) (packet.timestamp() - timestampOfHighest);
        if (isContiguous(steps, ticks)) {
            return true;
        }
        long lateness = arrivalNanos - elapsedNanos(timestampOfHighest + ticks) - baseline();
        if (steps <= 0) {
            return ticks <= 0 && lateness > -JUMP_NANOS && lateness < LATEST_NANOS;
        }
        return Math.abs(lateness) <= JUMP_NANOS;
    }

    private boolean isContiguous(long steps, long ticks) {
        if (packetTicks > 0) {
            return ticks == steps * packetTicks;
        }
        return steps == 1 && ticks > 0 && ticks <= clockRate / 4;
    }

    /** Whether a telephone-event, whose timestamp stands still, belongs here: its sequence number decides. */
    boolean continuesWithEvent(RtpPacket packet) {
        return Math.abs((short) (packet.sequenceNumber() - (int) highestSequence)) <= MAX_DROPOUT;
    }

    /** Counts an event's sequence number; {@link #sequence()} and {@link #timestamp()} are then the event's. */
    void takeEvent(RtpPacket packet) {
        sequence = highestSequence + (short) (packet.sequenceNumber() - (int) highestSequence);
        timestamp = timestampOfHighest + (int) (packet.timestamp() - timestampOfHighest);
        highestSequence = Math.max(highestSequence, sequence);
        packets++;
    }

    /** Makes the packet part of this run; {@link #sequence()} and {@link #timestamp()} are then the packet's. */
    void take(RtpPacket packet, long arrivalNanos) {
        long steps = (short) (packet.sequenceNumber() - (int) highestSequence);
        long ticks = (int) (packet.timestamp() - timestampOfHighest);
        sequence = highestSequence + steps;
        timestamp = timestampOfHighest + ticks;
        boolean natural = packets == 0 || packet.marker() || !isContiguous(steps, ticks);
        if (steps == 1 && ticks > 0 && ticks <= clockRate / 4) {
            packetTicks = (int) ticks;
        }
        lowestTimestamp = Math.min(lowestTimestamp, timestamp);
        if (steps >= 0) {
            highestSequence = sequence;
            timestampOfHighest = Math.max(timestamp, timestampOfHighest);
            observe(arrivalNanos, natural);
        }
        packets++;
    }

    private void observe(long arrivalNanos, boolean natural) {
        long offset = arrivalNanos - elapsedNanos(timestamp);
        lastArrival = arrivalNanos;
        if (packets > 0 && offset > baseline() + JUMP_NANOS) {
            suspectShift(offset, arrivalNanos);
        } else {
            suspected = null;
        }
        if (windowMinimum == Long.MAX_VALUE || arrivalNanos > windowEndsAt) {
            closeWindow();
            windowEndsAt = arrivalNanos + WINDOW_NANOS;
            windowMinimum = offset;
            windowSequence = sequence;
            windowTimestamp = timestamp;
            windowNatural = natural;
        } else {
            windowMinimum = Math.min(windowMinimum, offset);
            if (natural && !windowNatural) {
                windowSequence = sequence;
                windowTimestamp = timestamp;
                windowNatural = true;
            }
        }
    }

    private void suspectShift(long offset, long arrivalNanos) {
        if (suspected == null) {
            suspected = new Shift(sequence, timestamp, offset);
            suspectedSince = arrivalNanos;
        } else if (offset < suspected.offsetNanos()) {
            suspected = new Shift(suspected.sequence(), suspected.timestamp(), offset);
        }
        if (arrivalNanos - suspectedSince > SHIFT_PROOF_NANOS) {
            shift(suspected);
        }
    }

    private void shift(Shift proven) {
        shifts.add(proven);
        suspected = null;
        closeWindow();
        windowMinimum = proven.offsetNanos();
        previousMinimum = proven.offsetNanos();
    }

    private void closeWindow() {
        if (windowMinimum != Long.MAX_VALUE) {
            windows.add(new Window(windowSequence, windowTimestamp, windowMinimum, windowNatural));
            previousMinimum = windowMinimum;
        }
    }

    /** No more packets will come in this pass. */
    public void end() {
        if (suspected != null && lastArrival - suspectedSince >= SHORT_PROOF_NANOS) {
            shift(suspected);
        } else {
            closeWindow();
        }
        windowMinimum = Long.MAX_VALUE;
    }

    private long baseline() {
        return Math.min(previousMinimum, windowMinimum);
    }

    /** Time from the run's first packet to the timestamp, by the sender's clock. */
    long elapsedNanos(long extendedTimestamp) {
        return ticksToNanos(extendedTimestamp - firstTimestamp, clockRate);
    }

    static long ticksToNanos(long ticks, int clockRate) {
        return ticks / clockRate * 1_000_000_000L + ticks % clockRate * 1_000_000_000L / clockRate;
    }

    public int number() {
        return number;
    }

    public int stream() {
        return stream;
    }

    public long ssrc() {
        return ssrc;
    }

    public int clockRate() {
        return clockRate;
    }

    /** Extended sequence number of the packet taken last. */
    public long sequence() {
        return sequence;
    }

    /** Extended timestamp of the packet taken last. */
    public long timestamp() {
        return timestamp;
    }

    long firstTimestamp() {
        return firstTimestamp;
    }

    public long lowestTimestamp() {
        return lowestTimestamp;
    }

    public long highestTimestamp() {
        return timestampOfHighest;
    }

    /** Timestamp units of one packet, 0 while unknown. */
    public int packetTicks() {
        return packetTicks;
    }

    public long packets() {
        return packets;
    }

    public List<Window> windows() {
        return windows;
    }

    List<Shift> shifts() {
        return shifts;
    }
}
