package org.holdfast.src;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.rtp.RtpSender;
import org.holdfast.src.rtp.RtpStream;
import org.holdfast.src.sip.Dialog;
import org.holdfast.src.sip.SipClient;
import org.holdfast.src.sip.SipMessage;
import org.holdfast.src.siprec.Body;
import org.holdfast.src.siprec.Dialect;
import org.holdfast.src.siprec.Direction;
import org.holdfast.src.siprec.Party;
import org.holdfast.src.siprec.SdpAnswer;
import org.jspecify.annotations.Nullable;

/**
 * One Recording Session, from the answered INVITE to BYE, in the verbs of a call. Led by one thread; the SRS may end it at any
 * time, which {@link #talk} notices.
 */
public final class Call implements AutoCloseable {
    /** What a call works with. */
    record Means(SipClient sip, RtpSender media, Clock clock, ClientSettings settings) {}

    private static final String ALLOW = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO";

    private final Means means;
    private final CallSpec spec;
    private final List<RtpStream> streams;
    private final SessionBodies bodies;
    private final Dialog dialog;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean mediaEnded = new AtomicBoolean();
    private volatile boolean endedBySrs;
    private volatile @Nullable Instant overAt;
    private Duration setUp = Duration.ZERO;
    private @Nullable SipMessage answer;

    private Call(Means means, CallSpec spec, List<RtpStream> streams) {
        this.means = means;
        this.spec = spec;
        this.streams = streams;
        String address = means.settings().bind().getHostAddress();
        this.bodies = new SessionBodies(spec, address, streams, means.clock().instant());
        String transport = means.sip().transport().name().equals("TCP") ? ";transport=tcp" : "";
        String contact = spec.dialect().contact("sip:src@" + means.sip().hostPort() + transport);
        String uri = means.settings().srs().uri();
        this.dialog =
                new Dialog(means.sip(), uri, from(), contact, spec.dialect().firstSequence());
    }

    static Call open(Means means, CallSpec spec, List<RtpStream> streams) throws IOException, InterruptedException {
        Call call = new Call(means, spec, streams);
        means.sip().own(call.callId(), call::requested);
        try {
            call.invite();
            return call;
        } catch (IOException | InterruptedException | RuntimeException e) {
            means.sip().disown(call.callId());
            throw e;
        }
    }

    /** SRCs without metadata tell the caller in From; the others name themselves. */
    private String from() {
        if (spec.dialect().speaksMetadata() && !spec.isMetadataLater()) {
            return "<sip:src@" + means.sip().hostPort() + ">";
        }
        Party caller = spec.parties().getFirst();
        String name = caller.name().replaceAll("[\"\\\\\r\n]", "");
        return "\"" + name + "\" <" + caller.aor() + spec.fromParameters() + ">";
    }

    private void invite() throws IOException, InterruptedException {
        SipMessage.Draft draft = dialog.request("INVITE")
                .header("Allow", ALLOW)
                .header("Accept", "application/sdp, application/rs-metadata, application/rs-metadata-request")
                .header("User-Agent", "holdfast-src");
        if (spec.dialect().requiresSiprec()) {
            draft.header("Require", "siprec");
        }
        SessionHeaders.of(spec).forEach(header -> draft.header(header.name(), header.value()));
        bodies.opening().ifPresent(body -> write(draft, body));
        long start = System.nanoTime();
        SipMessage ultimate = means.sip().invite(draft.build(), this::acknowledgeOpening, spec.cancelAfter());
        setUp = Duration.ofNanos(System.nanoTime() - start);
        answer = ultimate;
        if (ultimate.status() >= 300) {
            throw new CallRefused(ultimate, setUp);
        }
        if (spec.dialect() == Dialect.AVAYA) {
            sendMetadata();
        }
    }

    /** Media starts with the answer, before the ACK is on its way: a recorder must keep its first packets. */
    private SipMessage acknowledgeOpening(SipMessage ok) {
        SipMessage ack = acknowledge(ok);
        means.media().add(streams);
        return ack;
    }

    private SipMessage acknowledge(SipMessage ok) {
        dialog.established(ok);
        aim(SdpAnswer.parse(ok.text()));
        SipMessage.Draft ack = dialog.acknowledgement(ok);
        if (spec.dialect() == Dialect.CISCO_BIB && answer == null) {
            write(ack, Body.sdp(bodies.sdp(Direction.SENDONLY)));
        }
        return ack.build();
    }

    private void aim(SdpAnswer description) {
        int count = Math.min(streams.size(), description.lines().size());
        for (int i = 0; i < count; i++) {
            SdpAnswer.Line line = description.lines().get(i);
            if (line.port() > 0) {
                streams.get(i).target(line.target());
            }
        }
    }

    private static SipMessage.Draft write(SipMessage.Draft draft, Body body) {
        body.disposition().ifPresent(value -> draft.header("Content-Disposition", value));
        return draft.body(body.contentType(), body.bytes());
    }

    public String callId() {
        return dialog.callId();
    }

    /** INVITE to final answer. */
    public Duration setUpTime() {
        return setUp;
    }

    /** The SRS's 200. */
    public SipMessage answer() {
        return Objects.requireNonNull(answer, "not answered");
    }

    /** What is sent: ports, SSRCs, counts. */
    public List<RtpStream> streams() {
        return streams;
    }

    /** When the first frame of an m-line was due. */
    public Instant mediaStartedAt(int line) {
        Instant started = streams.get(line).startedAt();
        return started == null ? means.clock().instant() : started;
    }

    /** How long it has been up, or was. */
    public Duration age() {
        Instant from = mediaStartedAt(0);
        Instant until = overAt;
        return Duration.between(from, until == null ? means.clock().instant() : until);
    }

    public long packets() {
        return streams.stream().mapToLong(RtpStream::packets).sum();
    }

    public long receiverReports() {
        return streams.stream().mapToLong(RtpStream::receiverReports).sum();
    }

    /** Lets the parties talk; false when the SRS ended the session meanwhile. */
    public boolean talk(Duration time) throws InterruptedException {
        return !ended.await(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Whether the SRS said BYE. */
    public boolean endedBySrs() {
        return endedBySrs;
    }

    /** On hold in the dialect's manner: nothing is sent until {@link #resume()}. */
    public void hold() throws IOException, InterruptedException {
        streams.forEach(stream -> stream.held(true));
        reinvite(bodies.held(true));
    }

    public void resume() throws IOException, InterruptedException {
        reinvite(bodies.held(false));
        streams.forEach(stream -> stream.held(false));
    }

    /** The same by re-INVITEs that carry SDP alone, as an SRC that pauses recording. */
    public void pause(Direction direction) throws IOException, InterruptedException {
        streams.forEach(stream -> stream.held(direction != Direction.SENDONLY && direction != Direction.UNSAID));
        reinvite(Body.sdp(bodies.sdp(direction)));
    }

    /** Whoever is on an m-line leaves, another takes over and says {@code audio} from an SSRC of its own. */
    public void transfer(int line, Party joining, Audio audio) throws IOException, InterruptedException {
        Body body = bodies.transferred(line, joining, means.clock().instant());
        reinvite(body);
        streams.get(spec.isMixed() ? 0 : line).speak(audio);
    }

    /** An UPDATE with metadata alone: another display name for whoever is on an m-line. */
    public void rename(int line, String name) throws IOException, InterruptedException {
        update(bodies.renamed(line, name));
    }

    /** An UPDATE with the whole snapshot and no SDP. */
    public void sendMetadata() throws IOException, InterruptedException {
        update(bodies.completeWithoutSdp());
    }

    /** A re-INVITE with SDP and the whole snapshot, as the late bringer of metadata sends it. */
    public void reinviteWithMetadata() throws IOException, InterruptedException {
        reinvite(bodies.complete(spec.dialect().sending()));
    }

    /** Any body in a re-INVITE; the answer is returned, whatever it is. */
    public SipMessage reinvite(Body body) throws IOException, InterruptedException {
        SipMessage request =
                write(dialog.request("INVITE").header("Allow", ALLOW), body).build();
        return checked(means.sip().invite(request, this::acknowledge, Duration.ZERO));
    }

    private void update(Body body) throws IOException, InterruptedException {
        checked(means.sip().request(write(dialog.request("UPDATE"), body).build()));
    }

    private SipMessage checked(SipMessage inDialogAnswer) throws CallRefused {
        if (inDialogAnswer.status() >= 300) {
            throw new CallRefused(inDialogAnswer, Duration.ZERO);
        }
        return inDialogAnswer;
    }

    /** Says BYE and stops the media. Does nothing when the session is over already. May be called from any thread. */
    public void bye() throws IOException, InterruptedException {
        endMedia();
        if (over.compareAndSet(false, true)) {
            ended.countDown();
            SipMessage done = means.sip().request(dialog.request("BYE").build());
            means.sip().disown(callId());
            checked(done);
        }
    }

    /** Falls silent without BYE, as an SRC whose power failed. */
    public void vanish() {
        endMedia();
        over.set(true);
        ended.countDown();
        means.sip().disown(callId());
    }

    private void endMedia() {
        if (mediaEnded.compareAndSet(false, true)) {
            overAt = means.clock().instant();
            means.media().end(streams);
        }
    }

    private Optional<SipMessage> requested(SipMessage request) {
        return switch (request.method()) {
            case "ACK" -> Optional.empty();
            case "BYE" -> {
                endedBySrs |= over.compareAndSet(false, true);
                endMedia();
                ended.countDown();
                yield Optional.of(SipMessage.response(request, 200, "OK").build());
            }
            case "INVITE" -> Optional.of(offered(request));
            case "OPTIONS", "UPDATE", "INFO" ->
                Optional.of(SipMessage.response(request, 200, "OK").build());
            default ->
                Optional.of(SipMessage.response(request, 405, "Method Not Allowed")
                        .header("Allow", ALLOW)
                        .build());
        };
    }

    /** The SRS pauses or resumes: it may not ask for more than it was offered (RFC 7866 §7.2). */
    private SipMessage offered(SipMessage request) {
        boolean inactive = request.text().contains("a=inactive");
        aim(SdpAnswer.parse(request.text()));
        streams.forEach(stream -> stream.held(inactive));
        byte[] sdp = bodies.sdp(inactive ? Direction.INACTIVE : Direction.SENDONLY);
        return SipMessage.response(request, 200, "OK")
                .header("Contact", "<sip:src@" + means.sip().hostPort() + ">")
                .body("application/sdp", sdp)
                .build();
    }

    /** The same as {@link #vanish()} unless the call has ended: nothing is left running. */
    @Override
    public void close() {
        vanish();
    }

    @Override
    public String toString() {
        return "call " + callId();
    }
}
