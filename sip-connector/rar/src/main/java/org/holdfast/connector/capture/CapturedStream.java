package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.holdfast.connector.capture.socket.MediaSocket;
import org.holdfast.connector.capture.socket.Received;
import org.holdfast.media.rtp.RtcpPacket;
import org.jspecify.annotations.Nullable;

/**
 * One stream's port pair: takes what has arrived, drops what is not this stream's, hands the rest to its session's journal
 * and reports reception to the sender. Streams are told apart by port alone: two may carry the same SSRC. Owned by one
 * receiver thread.
 */
final class CapturedStream {
    /** A flood must not keep the thread from its other sockets. */
    private static final int MOST_ROUNDS = 64;

    /** So much between two visits is video, or something near it. */
    private static final int BURST_BYTES = 16_384;

    private static final int PATIENT_AFTER_VISITS = 50;
    private static final long SILENT_NANOS = 2_000_000_000L;

    final int number;
    final int port;
    private final CapturedSession session;
    private final StreamReports reports;
    private final SourceLatch latch = new SourceLatch();
    private @Nullable MediaSocket media;
    private @Nullable MediaSocket control;

    private @Nullable InetSocketAddress announcedControl;
    private boolean multiplexed;
    private long controlHigh;
    private long controlLow;
    private int controlPort;
    private long heardAt;
    private boolean heard;
    private boolean enlarged;
    private int hurriedVisits;
    private long overflowed;

    CapturedStream(CapturedSession session, int number, int port, StreamReports reports) {
        this.session = session;
        this.number = number;
        this.port = port;
        this.reports = reports;
    }

    void receivesOn(MediaSocket mediaSocket, MediaSocket controlSocket) {
        media = mediaSocket;
        control = controlSocket;
    }

    CapturedSession session() {
        return session;
    }

    StreamReports reports() {
        return reports;
    }

    void controlTo(@Nullable InetSocketAddress source, boolean sharesPort) {
        announcedControl = source;
        multiplexed = sharesPort;
        if (source != null && source.getAddress() != null) {
            latch.announce(Received.high(source.getAddress()), Received.low(source.getAddress()));
        }
    }

    /** As before a restart: who sent to it then. */
    void latched(InetSocketAddress source, long nowNanos) {
        latch.restore(
                Received.high(source.getAddress()), Received.low(source.getAddress()), source.getPort(), nowNanos);
    }

    /** Whether it should be visited more often than by the clock. */
    boolean hurried() {
        return hurriedVisits > 0;
    }

    /** Takes what has arrived into the journal; true when the sockets asked were emptied. */
    boolean visit(Workbench bench, DiscardSwitch.Flips flips, boolean controlToo) throws IOException {
        boolean emptied = media == null || drain(bench, media, false, flips);
        if (controlToo && control != null) {
            emptied &= drain(bench, control, true, flips);
        }
        return emptied;
    }

    private boolean drain(Workbench bench, MediaSocket socket, boolean controlPortItself, DiscardSwitch.Flips flips)
            throws IOException {
        int bytes = 0;
        boolean emptied = false;
        for (int round = 0; round < MOST_ROUNDS && !emptied; round++) {
            Received received = bench.received();
            socket.receive(received);
            emptied = !received.full();
            bytes += sort(bench, controlPortItself, flips);
            session.keep(number, bench);
        }
        if (bytes > 0) {
            heard();
            countOverflow(bench);
        }
        if (!controlPortItself) {
            hurry(socket, bytes);
        }
        return emptied;
    }

    private void heard() {
        heard = true;
        heardAt = System.nanoTime();
    }

    /** Puts into the batch what is to be kept; the bytes received. */
    private int sort(Workbench bench, boolean controlPortItself, DiscardSwitch.Flips flips) {
        Received received = bench.received();
        bench.batch().clear();
        int bytes = 0;
        int packets = 0;
        int discarded = 0;
        long lastArrival = 0;
        for (int i = 0; i < received.count(); i++) {
            bytes += received.length(i);
            ByteBuffer datagram = received.datagram(i);
            boolean isControl = controlPortItself || RtcpPacket.looksLikeControl(datagram);
            if (!(isControl ? takesControl(bench, i, datagram) : takesMedia(bench, i, datagram))) {
                continue;
            }
            lastArrival = received.arrivalNanos(i);
            if (flips.discards(lastArrival)) {
                discarded++;
                continue;
            }
            bench.batch().add(received.offset(i), received.length(i), isControl, lastArrival);
            packets += isControl ? 0 : 1;
        }
        session.heard(packets, lastArrival);
        if (discarded > 0) {
            bench.counters().discarded.add(discarded);
        }
        return bytes;
    }

    private boolean takesMedia(Workbench bench, int index, ByteBuffer datagram) {
        Received received = bench.received();
        long arrival = received.arrivalNanos(index);
        if (!bench.rtp().wrap(datagram)) {
            bench.counters().garbage.increment();
            return false;
        }
        if (!latch.takesMedia(
                received.sourceHigh(index), received.sourceLow(index), received.sourcePort(index), arrival)) {
            bench.counters().foreign.increment();
            return false;
        }
        if (latch.takenOver()) {
            session.latched(number, new InetSocketAddress(Received.address(latch.high(), latch.low()), latch.port()));
        }
        reports.received(bench.rtp(), arrival);
        return true;
    }

    private boolean takesControl(Workbench bench, int index, ByteBuffer datagram) {
        Received received = bench.received();
        long arrival = received.arrivalNanos(index);
        if (!bench.rtcp().wrap(datagram)) {
            bench.counters().garbage.increment();
            return false;
        }
        if (!latch.takesControl(received.sourceHigh(index), received.sourceLow(index), arrival)) {
            bench.counters().foreign.increment();
            return false;
        }
        controlHigh = received.sourceHigh(index);
        controlLow = received.sourceLow(index);
        controlPort = received.sourcePort(index);
        reports.control(bench.rtcp(), arrival);
        return true;
    }

    private void countOverflow(Workbench bench) {
        long now = bench.received().overflowed();
        if (now > overflowed) {
            bench.counters().overflowed.add(now - overflowed);
            overflowed = now;
        }
    }

    private void hurry(MediaSocket socket, int bytes) {
        if (bytes > BURST_BYTES) {
            hurriedVisits = PATIENT_AFTER_VISITS;
            if (!enlarged) {
                enlarged = true;
                socket.enlargeBuffer();
            }
        } else if (hurriedVisits > 0) {
            hurriedVisits--;
        }
    }

    /** Sends a report if one is due and somebody is known to send it to (RFC 3550 §6.2; RFC 4961: from where we receive). */
    void report(Workbench bench, long nowNanos) throws IOException {
        if (!reports.due(nowNanos)) {
            return;
        }
        ByteBuffer report = reports.report(nowNanos, Workbench.wallNanos(bench.clock()));
        InetSocketAddress to = reportsGoTo();
        MediaSocket from = multiplexed ? media : control;
        if (to != null && from != null) {
            from.send(report, to);
            bench.counters().reports.increment();
        }
    }

    private @Nullable InetSocketAddress reportsGoTo() {
        if (multiplexed && latch.latched()) {
            return new InetSocketAddress(Received.address(latch.high(), latch.low()), latch.port());
        }
        if (controlPort != 0) {
            return new InetSocketAddress(Received.address(controlHigh, controlLow), controlPort);
        }
        if (announcedControl != null && announcedControl.getAddress() != null && announcedControl.getPort() != 0) {
            return announcedControl;
        }
        return latch.latched() && latch.port() < 65_535
                ? new InetSocketAddress(Received.address(latch.high(), latch.low()), latch.port() + 1)
                : null;
    }

    /** Empties the sockets of an ended stream into nothing; true when nobody has sent for a while. */
    boolean silentAfterEnd(Workbench bench) throws IOException {
        for (MediaSocket socket : new @Nullable MediaSocket[] {media, control}) {
            if (socket == null) {
                continue;
            }
            socket.receive(bench.received());
            if (bench.received().count() > 0) {
                bench.counters().late.add(bench.received().count());
                heard();
            }
        }
        return !heard || System.nanoTime() - heardAt > SILENT_NANOS;
    }

    /** Idempotent. */
    void close() {
        if (media != null) {
            media.close();
            media = null;
        }
        if (control != null) {
            control.close();
            control = null;
        }
    }
}
