package org.holdfast.src;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.rtp.RtpSender;
import org.holdfast.src.rtp.RtpStream;
import org.holdfast.src.sip.SipClient;
import org.holdfast.src.sip.SipMessage;

/**
 * A Session Recording Client: one transport to an SRS, one media thread, any number of calls. Thread-safe; each {@link Call} is
 * led by one thread.
 *
 * <pre>{@code
 * try (RecordingClient client = RecordingClient.open(ClientSettings.to("sip:127.0.0.1:5060"))) {
 *     Call call = client.call(CallSpec.between(Party.named("Alice Martin"), Party.named("Bob Jones")));
 *     call.talk(Duration.ofSeconds(3));
 *     call.bye();
 * }
 * }</pre>
 */
public final class RecordingClient implements AutoCloseable {
    private final ClientSettings settings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SipClient sip;
    private final RtpSender media;

    private RecordingClient(ClientSettings settings, Clock clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.sip = SipClient.open(settings.srs(), settings.bind(), settings.timeout(), threads);
        this.media = RtpSender.start(settings.bind(), settings.lowestMediaPort(), clock);
    }

    /** Opens the transport; nothing is sent before the first call. */
    public static RecordingClient open(ClientSettings settings) throws IOException {
        return new RecordingClient(settings, Clock.systemUTC());
    }

    /**
     * Sets up a Recording Session and starts its media.
     *
     * @throws CallRefused when the SRS answered anything but 2xx
     * @throws org.holdfast.src.sip.NoAnswer when it did not answer
     */
    public Call call(CallSpec spec) throws IOException, InterruptedException {
        List<RtpStream> streams = new ArrayList<>();
        try {
            for (Audio audio : spec.audio()) {
                streams.add(media.open(spec.codec(), audio));
            }
            return Call.open(new Call.Means(sip, media, clock, settings), spec, List.copyOf(streams));
        } catch (IOException | InterruptedException | RuntimeException e) {
            media.end(streams);
            throw e;
        }
    }

    /** OPTIONS outside a dialog, the ping of most SBCs: the SRS's answer. */
    public SipMessage options() throws IOException, InterruptedException {
        String uri = settings.srs().uri();
        return sip.request(SipMessage.request("OPTIONS", uri)
                .header("Via", sip.via())
                .header("Max-Forwards", "70")
                .header("From", "<sip:src@" + sip.hostPort() + ">;tag=" + SipClient.token(6))
                .header("To", "<" + uri + ">")
                .header("Call-ID", SipClient.token(12))
                .header("CSeq", "1 OPTIONS")
                .header("Contact", "<sip:src@" + sip.hostPort() + ">")
                .header("Accept", "application/sdp")
                .build());
    }

    /** How often requests had to be repeated because UDP or the SRS was slow. */
    public long retransmissions() {
        return sip.retransmissions();
    }

    /** The worst lateness of media so far: above 20 ms this machine is too busy for what it was asked to send. */
    public Duration worstPacing() {
        return Duration.ofMillis(media.worstLateMillis());
    }

    @Override
    public void close() {
        media.close();
        sip.close();
        threads.close();
    }
}
