package org.holdfast.connector.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.holdfast.connector.api.RecorderHealth;
import org.jspecify.annotations.Nullable;

/**
 * The recorder's own HTTP port, for load balancers, DNS health checks and Prometheus; for the first two the status code is the
 * contract. Needs neither the server's web part nor the database. Thread-safe.
 */
public final class HealthPort implements AutoCloseable {
    private static final String JSON = "application/json";

    private final String host;
    private final int port;
    private final String node;
    private final Supplier<RecorderHealth> health;
    private final Supplier<String> metrics;
    private @Nullable HttpServer server;

    /** Not open yet. */
    public HealthPort(String host, int port, String node, Supplier<RecorderHealth> health, Supplier<String> metrics) {
        this.host = host;
        this.port = port;
        this.node = node;
        this.health = health;
        this.metrics = metrics;
    }

    /** Opens the port; each request is answered on a thread of its own. */
    public synchronized void open(Executor threads) throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 64);
        opened.createContext("/health/recorder", exchange -> {
            RecorderHealth now = health.get();
            answer(exchange, now.takesCalls() ? 200 : 503, JSON, HealthReport.of(node, now));
        });
        opened.createContext("/health/live", exchange -> answer(exchange, 200, JSON, "{\"status\":\"live\"}"));
        opened.createContext("/metrics", exchange -> answer(exchange, 200, MetricsText.CONTENT_TYPE, metrics.get()));
        opened.setExecutor(threads);
        opened.start();
        server = opened;
    }

    @Override
    public synchronized void close() {
        HttpServer opened = server;
        if (opened != null) {
            opened.stop(0);
            server = null;
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(status, head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
