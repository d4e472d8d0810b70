package org.holdfast.connector.session.facts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.holdfast.connector.capture.SessionCapture;
import org.holdfast.connector.sdp.SdpAnswer;
import org.holdfast.connector.sdp.SdpDescription;
import org.holdfast.connector.sdp.SdpLocal;
import org.holdfast.connector.sdp.SdpMedia;
import org.holdfast.connector.sdp.SdpOffer;
import org.holdfast.media.journal.JournalEntry.AnswerKept;
import org.holdfast.media.journal.JournalEntry.HoldChanged;
import org.holdfast.media.journal.JournalEntry.MediaLeased;
import org.holdfast.media.journal.JournalEntry.PayloadFormat;
import org.holdfast.media.journal.JournalEntry.StreamDescribed;
import org.holdfast.media.journal.JournalEntry.Warned;
import org.jspecify.annotations.Nullable;

/**
 * The m-lines of a Recording Session: what they carry, whether they are on hold, on which port each is received, and our
 * half of offer and answer (RFC 3264, RFC 7866 §7.2). Owned by the session's thread.
 */
public final class OfferedStreams {
    private final SessionFacts facts;
    private final String address;
    private final String sdpSessionId;
    private final Map<Integer, Integer> ports = new HashMap<>();
    private final Map<Integer, StreamDescribed> described = new HashMap<>();
    private final Map<Integer, Boolean> held = new HashMap<>();
    private @Nullable SdpDescription latest;
    private byte[] lastAnswer = new byte[0];
    private long version = 1;

    public OfferedStreams(SessionFacts facts, String address, String sdpSessionId) {
        this.facts = facts;
        this.address = address;
        this.sdpSessionId = sdpSessionId;
    }

    /** Notes what each m-line carries from now on. */
    public void describe(SdpDescription description, Instant at) {
        latest = description;
        description.warnings().forEach(warning -> facts.add(new Warned(at, "SDP: " + warning)));
        description.media().stream().filter(SdpMedia::storable).forEach(line -> describe(line, at));
    }

    /** Leases a port for each new m-line and gives back those of removed ones; what gets none is refused. */
    public void lease(SdpDescription description, SessionCapture capture, Instant at) {
        for (SdpMedia line : description.media()) {
            if (line.storable()) {
                lease(line.index(), capture, at);
                tell(line, capture);
            } else if (ports.remove(line.index()) != null) {
                capture.removeStream(line.index());
            }
        }
    }

    /** A port for an m-line of our own, for an INVITE that brought no offer. */
    public void leaseOwn(SessionCapture capture, Instant at) {
        lease(0, capture, at);
    }

    /**
     * After a restart: receives on the same ports again. An m-line that has lost its port is refused from the next answer on.
     *
     * @param sources who sent to each m-line before
     * @return the m-lines that have lost theirs
     */
    public List<Integer> takeUp(SessionCapture capture, Map<Integer, InetSocketAddress> sources) {
        List<Integer> lost = new ArrayList<>();
        ports.forEach((stream, port) -> {
            try {
                capture.takeUp(stream, port, sources.get(stream));
            } catch (IOException e) {
                lost.add(stream);
            }
        });
        lost.forEach(ports::remove);
        if (latest != null) {
            latest.media().stream()
                    .filter(line -> ports.containsKey(line.index()))
                    .forEach(line -> tell(line, capture));
        }
        return lost;
    }

    /** After a restart: what we said last, and in which version. */
    public void said(long lastVersion, byte[] sdp) {
        version = lastVersion;
        lastAnswer = sdp;
    }

    public byte[] answer(SdpDescription offer, Instant at) {
        byte[] unchanged = SdpAnswer.write(offer, local());
        if (lastAnswer.length > 0 && !Arrays.equals(unchanged, lastAnswer)) {
            version++;
        }
        return said(SdpAnswer.write(offer, local()), false, at);
    }

    /** Our own offer: what we said last, or a fresh one when nothing was said yet. */
    public byte[] offer(Instant at) {
        return said(latest == null ? SdpOffer.initial(local()) : SdpAnswer.write(latest, local()), true, at);
    }

    private byte[] said(byte[] sdp, boolean offer, Instant at) {
        if (offer || !Arrays.equals(sdp, lastAnswer)) {
            facts.add(new AnswerKept(at, version, offer, sdp));
        }
        lastAnswer = sdp;
        return sdp;
    }

    @Nullable
    public SdpDescription latest() {
        return latest;
    }

    /** Index of every m-line that is received. */
    public Set<Integer> received() {
        return ports.keySet();
    }

    /** Index of every m-line that was ever described. */
    public Set<Integer> described() {
        return described.keySet();
    }

    /** Whether any m-line is to be received, port or not. */
    public boolean expectsMedia() {
        return latest == null || latest.media().stream().anyMatch(SdpMedia::storable);
    }

    public boolean onHold() {
        return !held.isEmpty() && !held.containsValue(false);
    }

    private void describe(SdpMedia line, Instant at) {
        List<PayloadFormat> formats = line.formats().stream()
                .filter(format -> format.payloadType() >= 0)
                .map(format -> new PayloadFormat(
                        format.payloadType(),
                        format.encoding(),
                        format.clockRate(),
                        format.channels(),
                        format.parameters()))
                .toList();
        StreamDescribed now = new StreamDescribed(at, line.index(), line.label(), line.kind(), formats);
        StreamDescribed before = described.put(line.index(), now);
        if (before == null
                || !before.label().equals(now.label())
                || !before.kind().equals(now.kind())
                || !before.formats().equals(now.formats())) {
            facts.add(now);
        }
        boolean wasHeld = held.getOrDefault(line.index(), false);
        held.put(line.index(), line.onHold());
        if (wasHeld != line.onHold()) {
            facts.add(new HoldChanged(at, line.index(), line.onHold()));
        }
    }

    private void lease(int stream, SessionCapture capture, Instant at) {
        if (!ports.containsKey(stream)) {
            try {
                int port = capture.addStream(stream);
                ports.put(stream, port);
                facts.add(new MediaLeased(at, stream, port, port + 1));
            } catch (IOException e) {
                facts.add(new Warned(at, "stream " + stream + " was refused: " + e.getMessage()));
            }
        }
    }

    private static void tell(SdpMedia line, SessionCapture capture) {
        capture.controlTo(line.index(), controlAddress(line), line.rtcpMux());
        line.formats().stream()
                .filter(format -> format.payloadType() >= 0 && format.clockRate() > 0)
                .forEach(format -> capture.clockRate(line.index(), format.payloadType(), format.clockRate()));
    }

    private SdpLocal local() {
        return new SdpLocal(sdpSessionId, version, address, ports, false);
    }

    /** Where receiver reports go; a host name is not looked up, it would block. */
    private static @Nullable InetSocketAddress controlAddress(SdpMedia line) {
        try {
            InetAddress host = InetAddress.ofLiteral(line.connectionAddress());
            boolean usable = !host.isAnyLocalAddress() && line.rtcpPort() > 0 && line.rtcpPort() <= 65_535;
            return usable ? new InetSocketAddress(host, line.rtcpPort()) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
