package org.holdfast.connector.session.recovery;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.media.journal.JournalEntry.MediaLeased;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the capture while requests are read again: gives each m-line the port it was given the first time, and
 * receives nothing. One thread.
 */
public final class LeasedBefore implements SessionCapture {
    private final Map<Integer, Queue<Integer>> ports = new HashMap<>();

    public LeasedBefore(KeptSession kept) {
        kept.all(MediaLeased.class)
                .forEach(leased -> ports.computeIfAbsent(leased.stream(), stream -> new ArrayDeque<>())
                        .add(leased.rtpPort()));
    }

    @Override
    public int addStream(int stream) throws IOException {
        Queue<Integer> leased = ports.get(stream);
        Integer port = leased == null ? null : leased.poll();
        if (port == null) {
            throw new IOException("it had no port before the restart");
        }
        return port;
    }

    @Override
    public void takeUp(int stream, int rtpPort, @Nullable InetSocketAddress source) {
        // nothing is received here
    }

    @Override
    public void controlTo(int stream, @Nullable InetSocketAddress source, boolean multiplexed) {
        // nothing is received here
    }

    @Override
    public void clockRate(int stream, int payloadType, int clockRate) {
        // nothing is received here
    }

    @Override
    public void removeStream(int stream) {
        // nothing is received here
    }

    @Override
    public void discard(boolean discarding) {
        // nothing is received here
    }

    @Override
    public long packets() {
        return 0;
    }

    @Override
    public long lastArrivalNanos() {
        return 0;
    }

    @Override
    public void end() {
        // nothing is received here
    }
}
