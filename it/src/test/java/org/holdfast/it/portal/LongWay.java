package org.holdfast.it.portal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A long and narrow way to an S3 server that keeps a note of each exchange. Requests pass unchanged, signatures included; long
 * answers come slowly, as those of a large file do. Thread-safe.
 */
final class LongWay implements Closeable {
    private static final System.Logger LOG = System.getLogger(LongWay.class.getName());
    private static final int AT_ONCE = 64 << 10;
    private static final int SLICE = 4 << 10;
    private static final int SLICE_MILLIS = 250;

    private final URI server;
    private final ServerSocket door;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    LongWay(URI server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getByName(server.getHost()));
        threads.execute(this::accept);
    }

    /**
     * What was asked of the server, and what it answered.
     *
     * @param from the first byte of the range that was asked for; -1: no range was
     */
    record Exchange(String method, String path, long from, int status) {}

    /** Where to ask instead of the server. */
    URI endpoint() {
        return URI.create("http://" + server.getHost() + ":" + door.getLocalPort());
    }

    /** What was read of objects whose key ends so, in order. */
    List<Exchange> reads(String keyEnd) {
        return exchanges.stream()
                .filter(exchange ->
                        exchange.method().equals("GET") && exchange.path().endsWith(keyEnd))
                .toList();
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
        try (client;
                Socket there = new Socket(server.getHost(), server.getPort())) {
            List<String> head = head(client.getInputStream());
            if (header(head, "expect").findAny().isPresent()) {
                client.getOutputStream().write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            byte[] body = client.getInputStream()
                    .readNBytes(header(head, "content-length")
                            .mapToInt(Integer::parseInt)
                            .findAny()
                            .orElse(0));
            String passed = head.stream()
                    .filter(line -> !isHeader(line, "expect") && !isHeader(line, "connection"))
                    .reduce("", (lines, line) -> lines + line + "\r\n");
            there.getOutputStream().write((passed + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            there.getOutputStream().write(body);
            byte[] answer = there.getInputStream().readAllBytes();
            note(head, answer);
            giveBack(answer, client.getOutputStream());
        } catch (IOException goneAway) {
            LOG.log(System.Logger.Level.DEBUG, "an exchange broke off", goneAway);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(List<String> head, byte[] answer) {
        String[] asked = head.getFirst().split(" ", -1);
        String status = new String(answer, 0, Math.min(answer.length, 12), StandardCharsets.ISO_8859_1);
        if (status.startsWith("HTTP/1.1 ")) {
            exchanges.add(new Exchange(
                    asked[0],
                    asked[1].replaceFirst("\\?.*", ""),
                    header(head, "range")
                            .mapToLong(range -> Long.parseLong(range.replaceAll("bytes=(\\d+)-.*", "$1")))
                            .findAny()
                            .orElse(-1),
                    Integer.parseInt(status.substring(9))));
        }
    }

    private void giveBack(byte[] answer, OutputStream out) throws IOException, InterruptedException {
        int at = Math.min(answer.length, AT_ONCE);
        out.write(answer, 0, at);
        while (at < answer.length && !closing.await(SLICE_MILLIS, TimeUnit.MILLISECONDS)) {
            int slice = Math.min(SLICE, answer.length - at);
            out.write(answer, at, slice);
            at += slice;
        }
    }

    private static List<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("nothing is asked");
            }
            head.write(next);
        }
        return Arrays.asList(head.toString(StandardCharsets.ISO_8859_1).strip().split("\r\n"));
    }

    private static Stream<String> header(List<String> head, String name) {
        return head.stream()
                .filter(line -> isHeader(line, name))
                .map(line -> line.substring(name.length() + 1).strip());
    }

    private static boolean isHeader(String line, String name) {
        return line.toLowerCase(Locale.ROOT).startsWith(name + ":");
    }

    @Override
    public void close() throws IOException {
        closing.countDown();
        door.close();
        threads.shutdownNow();
    }
}
