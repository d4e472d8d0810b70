package org.holdfast.src.rtp;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Paces the packets of all streams: one thread, a tick of 1 ms, calls spread over the 20 slots of a frame, the streams of one
 * call in one slot. Late ticks are caught up, so that no frame is left out.
 */
public final class RtpSender implements AutoCloseable {
    private static final int SLOTS = 20;
    private static final long SLOT_NANOS = 1_000_000;

    private final PortPair.Range range;
    private final Clock clock;
    private final List<Collection<RtpStream>> slots = new ArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("src-rtp").daemon().factory());
    private final AtomicLong worstLateNanos = new AtomicLong();
    private volatile boolean closed;

    private RtpSender(InetAddress bind, int lowestPort, Clock clock) {
        this.range = new PortPair.Range(bind, lowestPort);
        this.clock = clock;
        for (int i = 0; i < SLOTS; i++) {
            slots.add(new CopyOnWriteArrayList<>());
        }
    }

    /** Starts the pacing thread; streams get ports of {@code bind} from {@code lowestPort} up. */
    public static RtpSender start(InetAddress bind, int lowestPort, Clock clock) {
        RtpSender sender = new RtpSender(bind, lowestPort, clock);
        sender.thread.execute(sender::run);
        return sender;
    }

    /** A stream with a pair of ports of its own; it sends nothing before {@link #add}. */
    public RtpStream open(Codec codec, Audio audio) throws IOException {
        return new RtpStream(range.open(), codec, audio, clock);
    }

    /** From now on the streams of a call are sent, all in the same tick. */
    public void add(List<RtpStream> streamsOfACall) {
        Collection<RtpStream> emptiest =
                slots.stream().min(Comparator.comparingInt(Collection::size)).orElseThrow();
        emptiest.addAll(streamsOfACall);
    }

    /** The streams of a call say goodbye and give their ports back, at their next tick. */
    public void end(List<RtpStream> streamsOfACall) {
        streamsOfACall.forEach(RtpStream::end);
        List<RtpStream> neverAdded = streamsOfACall.stream()
                .filter(stream -> slots.stream().noneMatch(slot -> slot.contains(stream)))
                .toList();
        add(neverAdded);
    }

    /** By how much the latest tick so far was late: above 20 ms the machine was too busy to trust the run. */
    public long worstLateMillis() {
        return TimeUnit.NANOSECONDS.toMillis(worstLateNanos.get());
    }

    private void run() {
        long due = System.nanoTime();
        int slot = 0;
        while (!closed) {
            long ahead = due - System.nanoTime();
            if (ahead > 0) {
                LockSupport.parkNanos(ahead);
                continue;
            }
            if (!slots.get(slot).isEmpty()) {
                worstLateNanos.accumulateAndGet(-ahead, Math::max);
                tick(slots.get(slot));
            }
            int steps = stepsToNextBusy(slot);
            slot = (slot + steps) % SLOTS;
            due += steps * SLOT_NANOS;
        }
        slots.forEach(left -> left.forEach(RtpStream::finish));
    }

    private static void tick(Collection<RtpStream> slot) {
        boolean someEnded = false;
        for (RtpStream stream : slot) {
            someEnded |= !stream.tick();
        }
        if (someEnded) {
            slot.removeIf(RtpStream::finished);
        }
    }

    private int stepsToNextBusy(int slot) {
        int steps = 1;
        while (steps < SLOTS && slots.get((slot + steps) % SLOTS).isEmpty()) {
            steps++;
        }
        return steps;
    }

    @Override
    public void close() {
        closed = true;
        thread.close();
    }
}
