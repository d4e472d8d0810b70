package org.holdfast.src.sip;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/**
 * Client transactions over one transport (RFC 3261 §17.1). A caller's thread waits in {@link #request} or {@link #invite}
 * and itself repeats what UDP may have lost; requests of the SRS go to the dialog that owns their Call-ID. Thread-safe.
 */
public final class SipClient implements AutoCloseable {
    private static final long T1_MILLIS = 500;
    private static final long T2_MILLIS = 4_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Answers the requests that the SRS sends within one dialog; called on the transport's thread, must not block. */
    @FunctionalInterface
    public interface DialogOwner {
        /** The answer, or empty for ACK. */
        Optional<SipMessage> requested(SipMessage request);
    }

    private record Acknowledged(byte[] ack, long sentAtNanos) {}

    private final SipTransport transport;
    private final Duration timeout;
    private final Map<String, BlockingQueue<SipMessage>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, DialogOwner> owners = new ConcurrentSkipListMap<>();
    private final AtomicLong retransmissions = new AtomicLong();

    private SipClient(SipAddress srs, InetAddress bind, Duration timeout, Executor threads) throws IOException {
        this.timeout = timeout;
        InetSocketAddress to = srs.socketAddress();
        this.transport = srs.transport().equals("tcp")
                ? TcpTransport.open(bind, to, threads, this::received)
                : UdpTransport.open(bind, to, threads, this::received);
    }

    /** Opens the transport the address asks for. {@code timeout} is 64·T1 = 32 s in the RFC; tests may wait less. */
    public static SipClient open(SipAddress srs, InetAddress bind, Duration timeout, Executor threads)
            throws IOException {
        return new SipClient(srs, bind, timeout, threads);
    }

    /** A fresh identifier of {@code bytes} random bytes, for tags, branches and Call-IDs. */
    public static String token(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** A Via header value with a fresh branch; asks for rport (RFC 3581). */
    public String via() {
        return "SIP/2.0/" + transport.name() + " " + hostPort() + ";rport;branch=z9hG4bK" + token(10);
    }

    /** Our address as it stands in Via and Contact. */
    public String hostPort() {
        InetSocketAddress local = transport.local();
        String host = local.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + local.getPort();
    }

    public SipTransport transport() {
        return transport;
    }

    /** How often a request had to be repeated so far. */
    public long retransmissions() {
        return retransmissions.get();
    }

    /** From now on requests with this Call-ID go to {@code owner}. */
    public void own(String callId, DialogOwner owner) {
        owners.put(callId, owner);
    }

    public void disown(String callId) {
        owners.remove(callId);
    }

    /** Sends a request other than INVITE and ACK and waits for the final answer. */
    public SipMessage request(SipMessage request) throws IOException, InterruptedException {
        return transact(request, Duration.ZERO);
    }

    /**
     * Sends an INVITE, waits for the final answer and acknowledges it: a 2xx with what {@code ack} makes of it, anything
     * else as RFC 3261 §17.1.1.3 says. With {@code cancelAfter} above zero a CANCEL follows after that time.
     */
    public SipMessage invite(SipMessage invite, UnaryOperator<SipMessage> ack, Duration cancelAfter)
            throws IOException, InterruptedException {
        SipMessage answer = transact(invite, cancelAfter);
        SipMessage acknowledgement = answer.status() < 300 ? ack.apply(answer) : sameBranch(invite, "ACK", answer);
        byte[] bytes = acknowledgement.bytes();
        long now = System.nanoTime();
        acknowledged.values().removeIf(old -> now - old.sentAtNanos() > timeout.toNanos());
        acknowledged.put(key(answer), new Acknowledged(bytes, now));
        transport.send(bytes);
        return answer;
    }

    /** Sends without waiting for anything. */
    public void send(SipMessage message) throws IOException {
        transport.send(message.bytes());
    }

    private SipMessage transact(SipMessage request, Duration cancelAfter) throws IOException, InterruptedException {
        BlockingQueue<SipMessage> answers = new LinkedBlockingQueue<>();
        String key = key(request);
        waiting.put(key, answers);
        try {
            transport.send(request.bytes());
            return await(request, answers, cancelAfter);
        } finally {
            waiting.remove(key);
        }
    }

    private SipMessage await(SipMessage request, BlockingQueue<SipMessage> answers, Duration cancelAfter)
            throws IOException, InterruptedException {
        boolean invite = request.method().equals("INVITE");
        long start = System.nanoTime();
        long interval = T1_MILLIS;
        boolean repeating = !transport.reliable();
        boolean cancelling = !cancelAfter.isZero();
        while (System.nanoTime() - start < timeout.toNanos()) {
            long wait = Math.min(interval, remainingMillis(start, timeout));
            wait = cancelling ? Math.min(wait, remainingMillis(start, cancelAfter)) : wait;
            SipMessage answer = answers.poll(Math.max(1, wait), TimeUnit.MILLISECONDS);
            if (answer != null && answer.status() >= 200) {
                return answer;
            }
            if (cancelling && remainingMillis(start, cancelAfter) == 0) {
                cancelling = false;
                send(sameBranch(request, "CANCEL", request));
            } else if (answer != null) {
                repeating = repeating && !invite; // Proceeding: an INVITE is repeated no more (§17.1.1.2)
                interval = T2_MILLIS;
            } else if (repeating) {
                retransmissions.incrementAndGet();
                transport.send(request.bytes());
                interval = invite ? interval * 2 : Math.min(interval * 2, T2_MILLIS);
            }
        }
        throw new NoAnswer(request, timeout.toSeconds());
    }

    private static long remainingMillis(long startNanos, Duration limit) {
        return Math.max(0, limit.toMillis() - (System.nanoTime() - startNanos) / 1_000_000);
    }

    /** ACK of a refusal and CANCEL: same branch, Request-URI and CSeq number as the INVITE (§9.1, §17.1.1.3). */
    private static SipMessage sameBranch(SipMessage invite, String method, SipMessage toSource) {
        SipMessage.Draft draft = SipMessage.request(method, invite.toString().split(" ", 3)[1])
                .header("Via", invite.value("Via"))
                .header("Max-Forwards", "70")
                .header("From", invite.value("From"))
                .header("To", toSource.value("To"))
                .header("Call-ID", invite.value("Call-ID"))
                .header("CSeq", invite.value("CSeq").replaceAll("\\D+$", "") + " " + method);
        invite.values("Route").forEach(route -> draft.header("Route", route));
        return draft.build();
    }

    private static String key(SipMessage message) {
        return SipMessage.parameter(message.value("Via"), "branch") + " " + message.method();
    }

    private void received(byte[] bytes) {
        SipMessage.parse(bytes).ifPresent(message -> {
            if (message.isResponse()) {
                answered(message);
            } else {
                requested(message);
            }
        });
    }

    private void answered(SipMessage answer) {
        BlockingQueue<SipMessage> transaction = waiting.get(key(answer));
        Acknowledged repeated = acknowledged.get(key(answer));
        if (transaction != null) {
            transaction.add(answer);
        } else if (repeated != null && answer.status() >= 200) {
            sendOrGiveUp(repeated.ack());
        }
    }

    private void requested(SipMessage request) {
        DialogOwner owner = owners.get(request.value("Call-ID"));
        Optional<SipMessage> answer;
        if (owner != null) {
            answer = owner.requested(request);
        } else if (request.method().equals("ACK")) {
            answer = Optional.empty();
        } else if (request.method().equals("OPTIONS")) {
            answer = Optional.of(SipMessage.response(request, 200, "OK").build());
        } else {
            answer = Optional.of(SipMessage.response(request, 481, "Call/Transaction Does Not Exist")
                    .build());
        }
        answer.ifPresent(message -> sendOrGiveUp(message.bytes()));
    }

    private void sendOrGiveUp(byte[] message) {
        try {
            transport.send(message);
        } catch (IOException gone) {
            transport.close();
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
