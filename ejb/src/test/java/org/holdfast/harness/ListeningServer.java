package org.holdfast.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says yes to every request of S3 and remembers what it was. Keeps nothing. */
public final class ListeningServer implements AutoCloseable {
    private final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public ListeningServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A request; names of headers in small letters. */
    public record Arrived(String method, String path, String query, Map<String, String> headers, String body) {
        /** Whether the signature covers that header. */
        public boolean signs(String header) {
            return headers.getOrDefault("authorization", "").matches(".*SignedHeaders=[^,]*\\b" + header + "\\b.*");
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** In the order in which they came. */
    public List<Arrived> arrived() {
        return List.copyOf(arrived);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
            URI uri = exchange.getRequestURI();
            String query = String.valueOf(uri.getRawQuery());
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1);
            arrived.add(new Arrived(exchange.getRequestMethod(), uri.getPath(), query, headers, body));
            byte[] xml = xml(exchange.getRequestMethod(), query).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("ETag", "\"00\"");
            exchange.sendResponseHeaders(200, xml.length == 0 ? -1 : xml.length);
            exchange.getResponseBody().write(xml);
        }
    }

    private static String xml(String method, String query) {
        if (method.equals("POST") && query.startsWith("uploads")) {
            return "<InitiateMultipartUploadResult><UploadId>one</UploadId></InitiateMultipartUploadResult>";
        }
        if (method.equals("POST")) {
            return "<CompleteMultipartUploadResult><ETag>\"00\"</ETag></CompleteMultipartUploadResult>";
        }
        if (method.equals("GET")) {
            return query.contains("uploadId") ? "<ListPartsResult/>" : "<ListMultipartUploadsResult/>";
        }
        return "";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
