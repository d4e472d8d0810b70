package org.holdfast.it.portal;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.holdfast.outside.HttpRelay;
import org.holdfast.outside.HttpRelay.Request;

/**
 * A long and narrow way to an S3 server that keeps a note of each exchange. Requests pass unchanged, signatures included; long
 * answers come slowly, as those of a large file do. Thread-safe.
 */
final class LongWay implements Closeable {
    private static final int AT_ONCE = 64 << 10;
    private static final int SLICE = 4 << 10;
    private static final Duration A_SLICE_TAKES = Duration.ofMillis(250);

    private final HttpRelay relay;
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();

    LongWay(URI server) throws IOException {
        this.relay = new HttpRelay(server, this::pass);
    }

    /**
     * What was asked of the server, and what it answered.
     *
     * @param from the first byte of the range that was asked for; -1: no range was
     */
    record Exchange(String method, String path, long from, int status) {}

    /** Where to ask instead of the server. */
    URI endpoint() {
        return relay.endpoint();
    }

    /** What was read of objects whose key ends so, in order. */
    List<Exchange> reads(String keyEnd) {
        return exchanges.stream()
                .filter(exchange ->
                        exchange.method().equals("GET") && exchange.path().endsWith(keyEnd))
                .toList();
    }

    private void pass(Request request, Socket client) throws IOException, InterruptedException {
        byte[] answer = relay.forwarded(request);
        note(request, answer);
        giveBack(answer, client.getOutputStream());
    }

    private void note(Request request, byte[] answer) {
        String status = new String(answer, 0, Math.min(answer.length, 12), StandardCharsets.ISO_8859_1);
        if (status.startsWith("HTTP/1.1 ")) {
            exchanges.add(new Exchange(
                    request.method(),
                    request.target().replaceFirst("\\?.*", ""),
                    request.header("range")
                            .map(range -> Long.parseLong(range.replaceAll("bytes=(\\d+)-.*", "$1")))
                            .orElse(-1L),
                    Integer.parseInt(status.substring(9))));
        }
    }

    private void giveBack(byte[] answer, OutputStream out) throws IOException, InterruptedException {
        int at = Math.min(answer.length, AT_ONCE);
        out.write(answer, 0, at);
        while (at < answer.length && !relay.closesWithin(A_SLICE_TAKES)) {
            int slice = Math.min(SLICE, answer.length - at);
            out.write(answer, at, slice);
            at += slice;
        }
    }

    @Override
    public void close() throws IOException {
        relay.close();
    }
}
