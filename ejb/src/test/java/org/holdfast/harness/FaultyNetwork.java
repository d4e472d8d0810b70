package org.holdfast.harness;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.holdfast.outside.HttpRelay;
import org.holdfast.outside.HttpRelay.Request;

/**
 * The network between us and a real HTTP server, with the faults a test asks for: each befalls the next so many requests
 * of a method, in place of or around the true exchange. All others pass unchanged, signatures included.
 */
public final class FaultyNetwork implements Closeable {

    /** What may happen to an exchange. */
    public sealed interface Fault {}

    /** The server is not asked; this is answered instead. */
    public record Answer(int status, String code) implements Fault {}

    /** The server did it, but nobody hears of it. */
    public record SilenceAfterwards() implements Fault {}

    /** The connection is reset in the middle: of the request, and the server hears nothing. */
    public record ResetInRequest() implements Fault {}

    /** The connection is reset in the middle of the answer. */
    public record ResetInAnswer() implements Fault {}

    /** One byte of the body arrives as another one. */
    public record FlippedByte() implements Fault {}

    /** The server says it did it, checksum and all, but kept nothing. */
    public record Lie() implements Fault {}

    private record Planned(String method, Fault fault, int[] left) {}

    private static final Duration LONGER_THAN_ANYBODY_WAITS = Duration.ofHours(1);

    private final HttpRelay relay;
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Planned> plans = new CopyOnWriteArrayList<>();

    public FaultyNetwork(URI server) throws IOException {
        this.relay = new HttpRelay(server, this::exchange);
    }

    /** Where to ask instead of the server. */
    public URI endpoint() {
        return relay.endpoint();
    }

    /** Befalls the next so many requests of that method. */
    public void plan(int times, String method, Fault fault) {
        plans.add(new Planned(method, fault, new int[] {times}));
    }

    /** Requests that came so far. */
    public int asked() {
        return asked.get();
    }

    /** Nothing goes wrong from now on. */
    public void repair() {
        plans.clear();
    }

    private synchronized Optional<Fault> fault(String method) {
        for (Planned plan : plans) {
            if (plan.method().equals(method) && plan.left()[0]-- > 0) {
                return Optional.of(plan.fault());
            }
        }
        return Optional.empty();
    }

    private void exchange(Request request, Socket client) throws IOException, InterruptedException {
        asked.incrementAndGet();
        Fault fault = fault(request.method()).orElse(null);
        switch (fault) {
            case null -> client.getOutputStream().write(relay.forwarded(request));
            case Answer answer -> client.getOutputStream().write(text(answer, request.method()));
            case Lie lie -> client.getOutputStream().write(praise(request));
            case SilenceAfterwards s -> {
                relay.forwarded(request);
                relay.closesWithin(LONGER_THAN_ANYBODY_WAITS);
            }
            case ResetInRequest r -> client.setSoLinger(true, 0);
            case ResetInAnswer r -> {
                byte[] answer = relay.forwarded(request);
                client.getOutputStream().write(answer, 0, answer.length / 2 + 1);
                client.getOutputStream().flush();
                client.setSoLinger(true, 0);
            }
            case FlippedByte f
            when request.body().length > 0 -> {
                byte[] body = request.body().clone();
                body[body.length / 2] ^= 1;
                client.getOutputStream().write(relay.forwarded(new Request(request.head(), body)));
            }
            case FlippedByte f -> {
                byte[] answer = relay.forwarded(request);
                answer[answer.length - 1] ^= 1;
                client.getOutputStream().write(answer);
            }
        }
    }

    private static byte[] text(Answer answer, String method) {
        String xml = "<?xml version=\"1.0\"?><Error><Code>%s</Code><Message>as the test wants</Message></Error>"
                .formatted(answer.code());
        String body = method.equals("HEAD") ? "" : xml;
        return "HTTP/1.1 %d Planned\r\nContent-Type: application/xml\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(answer.status(), body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] praise(Request request) {
        return "HTTP/1.1 200 OK\r\nETag: \"00\"\r\nx-amz-checksum-sha256: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(request.header("x-amz-checksum-sha256").orElse(""))
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
