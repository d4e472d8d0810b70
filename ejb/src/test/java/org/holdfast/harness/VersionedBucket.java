package org.holdfast.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A bucket with versions and Object Lock, as far as a node asks for them: the S3 servers at hand know no versions, or know no
 * lock. A delete without a version hides the object; a locked version cannot be deleted. Thread-safe.
 */
public final class VersionedBucket implements AutoCloseable {
    public static final String NAME = "versioned";

    private final HttpServer server;
    private final List<Version> versions = new ArrayList<>();
    private final Map<String, Instant> locks = new ConcurrentHashMap<>();
    private final AtomicInteger asked = new AtomicInteger();

    private record Version(String key, String id, boolean marker, byte[] content) {}

    private record Answer(int status, Map<String, String> headers, byte[] body) {
        static Answer of(int status) {
            return new Answer(status, Map.of(), new byte[0]);
        }

        static Answer xml(int status, String xml) {
            return new Answer(status, Map.of("Content-Type", "application/xml"), xml.getBytes(StandardCharsets.UTF_8));
        }
    }

    public VersionedBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::handle);
        server.start();
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Keys of every version and marker there is. */
    public synchronized List<String> keys() {
        return versions.stream().map(Version::key).toList();
    }

    /** Keys of the versions that have that text in them. */
    public synchronized List<String> versionsWith(String text) {
        return versions.stream()
                .filter(version -> new String(version.content(), StandardCharsets.ISO_8859_1).contains(text))
                .map(Version::key)
                .toList();
    }

    /** Makes one more version of everything there, and hides it all behind delete markers. */
    public synchronized void overwriteAndHideAll() {
        for (Version version : List.copyOf(versions)) {
            add(version.key(), false, version.content());
            add(version.key(), true, new byte[0]);
        }
    }

    /** Nobody deletes versions of keys with that in them before then. */
    public void lock(String part, Instant until) {
        locks.put(part, until);
    }

    /** Requests so far. */
    public int asked() {
        return asked.get();
    }

    private void add(String key, boolean marker, byte[] content) {
        versions.add(new Version(key, "v" + versions.size() + "-" + asked.incrementAndGet(), marker, content));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            asked.incrementAndGet();
            Answer answer = answer(exchange, body);
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(answer.body().length));
            }
            exchange.sendResponseHeaders(
                    answer.status(), head || answer.body().length == 0 ? -1 : answer.body().length);
            if (!head && answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private synchronized Answer answer(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath().substring(1);
        String key = path.contains("/") ? path.substring(path.indexOf('/') + 1) : "";
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        if (key.isEmpty()) {
            return Answer.xml(200, query.containsKey("versions") ? versions(query) : list(query));
        }
        return switch (exchange.getRequestMethod()) {
            case "PUT" -> put(key, body, exchange.getRequestHeaders().containsKey("If-None-Match"));
            case "DELETE" -> delete(key, query.get("versionId"));
            default ->
                read(key, query.get("versionId"), exchange.getRequestHeaders().getFirst("Range"));
        };
    }

    private Answer put(String key, byte[] body, boolean onlyIfAbsent) {
        if (onlyIfAbsent && latest(key) != null) {
            return Answer.xml(412, "<Error><Code>PreconditionFailed</Code></Error>");
        }
        add(key, false, body);
        return Answer.of(200);
    }

    private Answer delete(String key, @Nullable String id) {
        if (id == null) {
            add(key, true, new byte[0]);
            return Answer.of(204);
        }
        boolean locked = versions.stream()
                        .anyMatch(version ->
                                version.key().equals(key) && version.id().equals(id) && !version.marker())
                && locked(key) != null;
        if (locked) {
            return Answer.xml(403, "<Error><Code>AccessDenied</Code></Error>");
        }
        versions.removeIf(version -> version.key().equals(key) && version.id().equals(id));
        return Answer.of(204);
    }

    private Answer read(String key, @Nullable String id, @Nullable String range) {
        Version found = id == null
                ? latest(key)
                : versions.stream()
                        .filter(version ->
                                version.key().equals(key) && version.id().equals(id))
                        .findFirst()
                        .orElse(null);
        if (found == null || found.marker()) {
            return Answer.xml(404, "<Error><Code>NoSuchKey</Code></Error>");
        }
        Instant until = locked(key);
        Map<String, String> headers = until == null
                ? Map.of()
                : Map.of(
                        "x-amz-object-lock-mode",
                        "COMPLIANCE",
                        "x-amz-object-lock-retain-until-date",
                        until.toString());
        return new Answer(range == null ? 200 : 206, headers, found.content());
    }

    private @Nullable Instant locked(String key) {
        return locks.entrySet().stream()
                .filter(lock -> key.contains(lock.getKey()) && lock.getValue().isAfter(TestWiring.CLOCK.instant()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Version latest(String key) {
        return versions.reversed().stream()
                .filter(version -> version.key().equals(key))
                .findFirst()
                .filter(version -> !version.marker())
                .orElse(null);
    }

    private String versions(Map<String, String> query) {
        return versions.stream()
                .filter(version -> version.key().startsWith(query.getOrDefault("prefix", "")))
                .map(version -> "<%1$s><Key>%2$s</Key><VersionId>%3$s</VersionId><IsLatest>false</IsLatest></%1$s>"
                        .formatted(version.marker() ? "DeleteMarker" : "Version", version.key(), version.id()))
                .collect(Collectors.joining(
                        "", "<ListVersionsResult><IsTruncated>false</IsTruncated>", "</ListVersionsResult>"));
    }

    private String list(Map<String, String> query) {
        return versions.stream()
                .map(Version::key)
                .distinct()
                .filter(key -> key.startsWith(query.getOrDefault("prefix", "")) && latest(key) != null)
                .sorted()
                .map(key -> "<Contents><Key>" + key + "</Key><Size>1</Size></Contents>")
                .collect(Collectors.joining(
                        "", "<ListBucketResult><IsTruncated>false</IsTruncated>", "</ListBucketResult>"));
    }

    private static Map<String, String> query(@Nullable String raw) {
        return Stream.of(raw == null ? new String[0] : raw.split("&"))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> part.length < 2 ? "" : URLDecoder.decode(part[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
