package org.holdfast.connector.capture;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.holdfast.connector.capture.socket.MediaSocket;
import org.holdfast.media.journal.Journal;
import org.jspecify.annotations.Nullable;

/** All receiver threads of a node and the ports they share. Thread-safe. */
final class CaptureEngine implements MediaCapture {
    private final InetAddress address;
    private final PortRange ports;
    private final List<ReceiverThread> threads;
    private final CaptureCounters counters;
    private final Clock clock;
    private final String cname;

    CaptureEngine(
            InetAddress address, PortRange ports, List<ReceiverThread> threads, CaptureCounters counters, Clock clock) {
        this.address = address;
        this.ports = ports;
        this.threads = List.copyOf(threads);
        this.counters = counters;
        this.clock = clock;
        cname = "recorder@" + address.getHostAddress();
    }

    @Override
    public SessionCapture begin(Journal journal, boolean discarding) {
        ReceiverThread idlest = threads.stream()
                .min(Comparator.comparing(ReceiverThread::isDead).thenComparing(ReceiverThread::load))
                .orElseThrow();
        CapturedSession session = new CapturedSession(this, idlest, journal, discarding);
        idlest.add(session);
        return session;
    }

    /** Binds the next pair that nobody holds, inside or outside this process. */
    CapturedStream lease(CapturedSession session, ReceiverThread thread, int number) throws IOException {
        for (int attempt = ports.pairs(); attempt > 0; attempt--) {
            OptionalInt port = ports.lease();
            if (port.isEmpty()) {
                break;
            }
            CapturedStream stream = bound(session, thread, number, port.getAsInt());
            if (stream != null) {
                return stream;
            }
        }
        throw new IOException("no media port pair is free: all " + ports.pairs() + " are in use");
    }

    /** Binds a pair that was leased before a restart. */
    CapturedStream leaseAgain(CapturedSession session, ReceiverThread thread, int number, int port) throws IOException {
        CapturedStream stream = ports.take(port) ? bound(session, thread, number, port) : null;
        if (stream == null) {
            throw new IOException("media port pair " + port + " is not free");
        }
        return stream;
    }

    private @Nullable CapturedStream bound(CapturedSession session, ReceiverThread thread, int number, int port)
            throws IOException {
        CapturedStream stream = new CapturedStream(session, number, port, new StreamReports(cname, System.nanoTime()));
        MediaSocket media = null;
        try {
            media = thread.network().open(address, port, stream);
            stream.receivesOn(media, thread.network().open(address, port + 1, stream));
            return stream;
        } catch (BindException takenByAnother) {
            unbind(media, port);
            return null;
        } catch (IOException | RuntimeException e) {
            unbind(media, port);
            throw e;
        }
    }

    private void unbind(@Nullable MediaSocket media, int port) {
        if (media != null) {
            media.close();
        }
        ports.giveBack(port);
    }

    long wallNanos() {
        return Workbench.wallNanos(clock);
    }

    @Override
    public int portPairsFree() {
        return ports.free();
    }

    @Override
    public int portPairs() {
        return ports.pairs();
    }

    @Override
    public CaptureTotals totals() {
        return counters.totals();
    }

    @Override
    public @Nullable String failure() {
        return threads.stream()
                .map(ReceiverThread::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() {
        threads.forEach(ReceiverThread::stop);
        threads.forEach(ReceiverThread::join);
    }
}
