package org.holdfast.src.rtp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One m-line's sending side (RFC 3550): sequence numbers, time stamps, SSRC, sender reports. {@link #tick()} is called by the
 * sender's thread every 20 ms; everything else may be called from the call's thread. Time stamps run on while held;
 * what is being said waits.
 */
public final class RtpStream {
    private static final int HEADER = 12;
    private static final int FRAMES_BETWEEN_REPORTS = 250;
    private static final int FRAMES_BETWEEN_READS = 25;
    private static final SecureRandom RANDOM = new SecureRandom();

    private record Feed(Audio audio, int ssrc) {}

    private final PortPair ports;
    private final Codec codec;
    private final Clock clock;
    private final Rtcp rtcp = new Rtcp();
    private final byte[] payload;
    private final ByteBuffer packet;
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong receiverReports = new AtomicLong();
    private volatile Feed feed;
    private volatile boolean held;
    private volatile boolean ending;
    private volatile boolean finished;
    private volatile @Nullable InetSocketAddress target;
    private volatile @Nullable Instant firstTick;

    // the sender's thread only
    private @Nullable Feed current;
    private long frame;
    private long said;
    private int sequence = RANDOM.nextInt(1 << 15);
    private int timestamp = RANDOM.nextInt();
    private boolean talkSpurtStarts = true;

    RtpStream(PortPair ports, Codec codec, Audio audio, Clock clock) {
        this.ports = ports;
        this.codec = codec;
        this.clock = clock;
        this.feed = new Feed(audio, RANDOM.nextInt());
        this.payload = new byte[codec.frameBytes()];
        this.packet = ByteBuffer.allocateDirect(HEADER + payload.length);
    }

    /** The RTP port to offer; RTCP is one above. */
    public int port() {
        return ports.port();
    }

    public Codec codec() {
        return codec;
    }

    /** Where the SRS wants this stream. RTCP goes one port above. */
    public void target(InetSocketAddress srs) {
        target = srs;
    }

    /** On hold: nothing is sent, the clock of the stream runs on, the source goes on where it was. */
    public void held(boolean onHold) {
        held = onHold;
    }

    /** Another source speaks from now on, with an SSRC of its own, as after a transfer. */
    public void speak(Audio audio) {
        feed = new Feed(audio, RANDOM.nextInt());
    }

    public int ssrc() {
        return feed.ssrc();
    }

    public long packets() {
        return packets.get();
    }

    public long errors() {
        return errors.get();
    }

    /** How many receiver reports of the SRS arrived. */
    public long receiverReports() {
        return receiverReports.get();
    }

    /** When frame 0 was due; null before that. */
    public @Nullable Instant startedAt() {
        return firstTick;
    }

    /** Sends what is due; false once the stream has ended and its ports are closed. */
    boolean tick() {
        if (ending) {
            finish();
            return false;
        }
        if (frame == 0) {
            firstTick = clock.instant();
        }
        Feed speaking = feed;
        if (!speaking.equals(current)) {
            current = speaking;
            said = 0;
            talkSpurtStarts = true;
        }
        boolean sent = !held && speaking.audio().frame(said++, codec, payload) && send(speaking.ssrc());
        talkSpurtStarts = !sent;
        if (frame % FRAMES_BETWEEN_READS == 0) {
            receiverReports.addAndGet(rtcp.receiverReports(ports.rtcp()));
        }
        if (frame % FRAMES_BETWEEN_REPORTS == FRAMES_BETWEEN_REPORTS / 2) {
            report(false);
        }
        frame++;
        timestamp += Codec.FRAME_SAMPLES;
        return true;
    }

    private boolean send(int ssrc) {
        InetSocketAddress to = target;
        if (to == null) {
            return false;
        }
        int marker = talkSpurtStarts ? 0x80 : 0;
        packet.clear().put((byte) 0x80).put((byte) (codec.payloadType() | marker));
        packet.putShort((short) sequence++).putInt(timestamp).putInt(ssrc).put(payload);
        try {
            ports.rtp().send(packet.flip(), to);
            packets.incrementAndGet();
            return true;
        } catch (IOException e) {
            errors.incrementAndGet();
            return false;
        }
    }

    private void report(boolean last) {
        InetSocketAddress to = target;
        if (to != null && packets.get() > 0) {
            Rtcp.Sent sent = new Rtcp.Sent(feed.ssrc(), timestamp, packets.get(), packets.get() * payload.length);
            rtcp.send(
                    ports.rtcp(),
                    new InetSocketAddress(to.getAddress(), to.getPort() + 1),
                    sent,
                    clock.instant(),
                    last);
        }
    }

    /** The stream ends with an RTCP BYE at its next tick. */
    void end() {
        ending = true;
    }

    boolean finished() {
        return finished;
    }

    /** On the sender's thread, or after it. */
    void finish() {
        if (!finished) {
            report(true);
            receiverReports.addAndGet(rtcp.receiverReports(ports.rtcp()));
            ports.close();
            finished = true;
        }
    }
}
