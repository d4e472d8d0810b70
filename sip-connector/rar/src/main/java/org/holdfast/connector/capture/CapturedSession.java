package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.holdfast.media.journal.Journal;
import org.holdfast.media.journal.JournalEntry.SourceLatched;
import org.jspecify.annotations.Nullable;

/**
 * One Recording Session's streams, all visited by one receiver thread. Its methods as {@link SessionCapture} may be called
 * by any thread: they hand the change to that thread. The rest belongs to the thread itself.
 */
final class CapturedSession implements SessionCapture {
    private final CaptureEngine engine;
    private final ReceiverThread thread;
    private final Journal journal;
    private final DiscardSwitch discard;
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong lastArrival = new AtomicLong();
    private final AtomicBoolean ended = new AtomicBoolean();

    /** Touched by the receiver thread only. */
    private final List<CapturedStream> streams = new ArrayList<>();

    CapturedSession(CaptureEngine engine, ReceiverThread thread, Journal journal, boolean discarding) {
        this.engine = engine;
        this.thread = thread;
        this.journal = journal;
        this.discard = new DiscardSwitch(discarding);
    }

    @Override
    public int addStream(int stream) throws IOException {
        requireRunning();
        CapturedStream added = engine.lease(this, thread, stream);
        thread.execute(() -> streams.add(added));
        return added.port;
    }

    @Override
    public void takeUp(int stream, int rtpPort, @Nullable InetSocketAddress source) throws IOException {
        requireRunning();
        CapturedStream added = engine.leaseAgain(this, thread, stream, rtpPort);
        long now = engine.wallNanos();
        thread.execute(() -> {
            if (source != null) {
                added.latched(source, now);
            }
            streams.add(added);
        });
    }

    private void requireRunning() throws IOException {
        if (ended.get()) {
            throw new IOException("the session's capture has ended");
        }
    }

    @Override
    public void controlTo(int stream, @Nullable InetSocketAddress source, boolean multiplexed) {
        thread.execute(() -> streams.stream()
                .filter(each -> each.number == stream)
                .forEach(each -> each.controlTo(source, multiplexed)));
    }

    @Override
    public void clockRate(int stream, int payloadType, int clockRate) {
        thread.execute(() -> streams.stream()
                .filter(each -> each.number == stream)
                .forEach(each -> each.reports().clockRate(payloadType, clockRate)));
    }

    @Override
    public void removeStream(int stream) {
        thread.await(() -> {
            List<CapturedStream> leaving =
                    streams.stream().filter(each -> each.number == stream).toList();
            thread.visit(this, true);
            streams.removeAll(leaving);
            leaving.forEach(thread::retire);
        });
    }

    @Override
    public void discard(boolean discarding) {
        if (discarding || thread.network().stampsArrivals()) {
            discard.set(discarding, engine.wallNanos());
        } else {
            thread.await(this::emptyThenResume);
        }
    }

    /** Without stamps nothing tells what came before the resume: all that lies in the buffers is discarded still. */
    private void emptyThenResume() {
        thread.visit(this, true);
        discard.set(false, engine.wallNanos());
    }

    @Override
    public long packets() {
        return packets.get();
    }

    @Override
    public long lastArrivalNanos() {
        return lastArrival.get();
    }

    @Override
    public void end() {
        if (ended.compareAndSet(false, true)) {
            thread.await(() -> {
                thread.visit(this, true);
                streams.forEach(thread::retire);
                streams.clear();
                thread.remove(this);
            });
        }
    }

    /** Takes what has arrived. */
    void visit(Workbench bench, boolean controlToo) throws IOException {
        DiscardSwitch.Flips flips = discard.now();
        boolean emptied = true;
        for (int i = 0; i < streams.size(); i++) {
            emptied &= streams.get(i).visit(bench, flips, controlToo || flips.pending());
        }
        if (emptied) {
            discard.settle(flips);
        }
    }

    void report(Workbench bench, long nowNanos) throws IOException {
        for (int i = 0; i < streams.size(); i++) {
            streams.get(i).report(bench, nowNanos);
        }
    }

    boolean hurried() {
        for (int i = 0; i < streams.size(); i++) {
            if (streams.get(i).hurried()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a pause or its end waits for every socket to be emptied once. */
    boolean flipping() {
        return discard.now().pending();
    }

    /** Packets that will be kept, and when the last datagram of the SRC came; 0 when none did. */
    void heard(int kept, long arrivalNanos) {
        if (kept > 0) {
            packets.addAndGet(kept);
        }
        if (arrivalNanos > lastArrival.get()) {
            lastArrival.lazySet(arrivalNanos);
        }
    }

    /** A stream takes another's media from now on: a restart is to know whose. */
    void latched(int stream, InetSocketAddress source) {
        Instant now = Instant.ofEpochSecond(0, engine.wallNanos());
        try {
            journal.append(new SourceLatched(now, stream, source.getAddress().getHostAddress(), source.getPort()));
        } catch (IOException unwritten) {
            return; // a journal that fails ends its session; a full one costs no more than this
        }
    }

    /** Hands the batch to the journal. One that takes nothing costs its datagrams, never the thread. */
    void keep(int stream, Workbench bench) {
        int count = bench.batch().size();
        if (count == 0) {
            return;
        }
        try {
            journal.append(stream, bench.batch());
            bench.counters().kept.add(count);
        } catch (IOException e) {
            bench.counters().unwritten.add(count);
        }
    }

    void closeStreams() {
        streams.forEach(CapturedStream::close);
        streams.clear();
    }
}
