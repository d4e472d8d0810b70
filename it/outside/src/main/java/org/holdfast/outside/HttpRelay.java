package org.holdfast.outside;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Stands between us and a real HTTP server. What becomes of an exchange is the {@link Way}'s; what is passed on arrives
 * unchanged, signatures included, but for one exchange a connection. Thread-safe; each exchange has a thread of its own.
 */
public final class HttpRelay implements Closeable {
    private static final System.Logger LOG = System.getLogger(HttpRelay.class.getName());
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final URI server;
    private final ServerSocket door;
    private final Way way;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** What becomes of an exchange. */
    @FunctionalInterface
    public interface Way {
        /** Answers that request to the client, which is closed afterwards. */
        void exchange(Request request, Socket client) throws IOException, InterruptedException;
    }

    /**
     * A request, read whole.
     *
     * @param head its lines, with the empty one that ends them
     */
    public record Request(String head, byte[] body) {
        public String method() {
            return head.substring(0, head.indexOf(' '));
        }

        /** With its query. */
        public String target() {
            return head.split(" ", 3)[1];
        }

        public Optional<String> header(String name) {
            return HttpRelay.header(Arrays.asList(head.split("\r\n")), name);
        }
    }

    /** Its door is at the server's address, at a port of its own. */
    public HttpRelay(URI server, Way way) throws IOException {
        this.server = server;
        this.way = way;
        this.door = new ServerSocket(0, 50, InetAddress.getByName(server.getHost()));
        threads.execute(this::accept);
    }

    /** Where to ask instead of the server. */
    public URI endpoint() {
        return URI.create("http://" + server.getHost() + ":" + door.getLocalPort());
    }

    /** What the server answers to it, head and all. */
    public byte[] forwarded(Request request) throws IOException {
        try (Socket there = new Socket(server.getHost(), server.getPort())) {
            there.getOutputStream().write(request.head().getBytes(StandardCharsets.ISO_8859_1));
            there.getOutputStream().write(request.body());
            there.getOutputStream().flush();
            return there.getInputStream().readAllBytes();
        }
    }

    /** Waits so long, or until this is closed; whether it was. */
    public boolean closesWithin(Duration wait) throws InterruptedException {
        return closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
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
            Optional<Request> request = read(client);
            if (request.isPresent()) {
                way.exchange(request.get(), client);
            }
        } catch (IOException goneAway) {
            LOG.log(System.Logger.Level.DEBUG, "an exchange broke off", goneAway);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing when the client only looked in. The server is asked to close behind its answer. */
    private static Optional<Request> read(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith(END_OF_HEAD)) {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
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
        return Optional.of(new Request(String.join("\r\n", passed) + "\r\nConnection: close" + END_OF_HEAD, body));
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
