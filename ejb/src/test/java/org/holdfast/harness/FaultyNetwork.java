package org.holdfast.harness;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

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

    private record Request(String head, byte[] body) {
        String method() {
            return head.substring(0, head.indexOf(' '));
        }
    }

    private static final System.Logger LOG = System.getLogger(FaultyNetwork.class.getName());
    private final URI server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final List<Planned> plans = new CopyOnWriteArrayList<>();

    public FaultyNetwork(URI server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        threads.execute(this::accept);
    }

    /** Where to ask instead of the server. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort());
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

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                threads.execute(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            Request request = request(client);
            if (request != null) {
                exchange(client, request);
            }
        } catch (IOException goneAway) {
            LOG.log(System.Logger.Level.DEBUG, "an exchange broke off", goneAway);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange(Socket client, Request request) throws IOException, InterruptedException {
        asked.incrementAndGet();
        Fault fault = fault(request.method()).orElse(null);
        switch (fault) {
            case null -> client.getOutputStream().write(forwarded(request));
            case Answer answer -> client.getOutputStream().write(text(answer, request.method()));
            case Lie lie -> client.getOutputStream().write(praise(request));
            case SilenceAfterwards s -> {
                forwarded(request);
                closing.await();
            }
            case ResetInRequest r -> client.setSoLinger(true, 0);
            case ResetInAnswer r -> {
                byte[] answer = forwarded(request);
                client.getOutputStream().write(answer, 0, answer.length / 2 + 1);
                client.getOutputStream().flush();
                client.setSoLinger(true, 0);
            }
            case FlippedByte f
            when request.body().length > 0 -> {
                byte[] body = request.body().clone();
                body[body.length / 2] ^= 1;
                client.getOutputStream().write(forwarded(new Request(request.head(), body)));
            }
            case FlippedByte f -> {
                byte[] answer = forwarded(request);
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
        List<String> lines = Arrays.asList(request.head().strip().split("\r\n"));
        return "HTTP/1.1 200 OK\r\nETag: \"00\"\r\nx-amz-checksum-sha256: %s\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .formatted(header(lines, "x-amz-checksum-sha256").orElse(""))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] forwarded(Request request) throws IOException {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.head().getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(request.body());
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        }
    }

    private static @Nullable Request request(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                return null;
            }
            head.write(next);
        }
        List<String> lines =
                Arrays.asList(head.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n"));
        if (header(lines, "expect").isPresent()) {
            client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        byte[] body = in.readNBytes(
                header(lines, "content-length").map(Integer::parseInt).orElse(0));
        List<String> passed = lines.stream()
                .filter(line -> !isHeader(line, "expect") && !isHeader(line, "connection"))
                .toList();
        return new Request(String.join("\r\n", passed) + "\r\nConnection: close\r\n\r\n", body);
    }

    private static Optional<String> header(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> isHeader(line, name))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }

    private static boolean isHeader(String line, String name) {
        return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        door.close();
        threads.shutdownNow();
    }
}
