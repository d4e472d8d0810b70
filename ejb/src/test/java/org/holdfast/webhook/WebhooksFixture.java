package org.holdfast.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.Recordings;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/**
 * One node a class with everything about webhooks, and one receiver a test, on loopback, that answers as the test wants. No
 * webhook outlives its test. The receiver takes requests in a thread of its own; the test reads the list meanwhile.
 */
abstract class WebhooksFixture {
    static final String SECRET = "a secret of the receiver";

    final List<Received> received = new CopyOnWriteArrayList<>();
    volatile int answer = 204;
    private HttpServer server;
    static TestNode node;
    static Webhooks webhooks;
    static DeliveryRound round;
    static SignedIn admin;

    /** A request as the other side got it. */
    record Received(String event, String type, String timestamp, String signature, String body, String path) {}

    @BeforeAll
    static void startNode() {
        TestWiring.SETTINGS.setProperty(Setting.WEBHOOK_ALLOW_LOOPBACK.property(), "true");
        node = TestPeople.node(
                Webhooks.class,
                Deliveries.class,
                Targets.class,
                Courier.class,
                Events.class,
                DeliveryRound.class,
                Recordings.class);
        webhooks = node.bean(Webhooks.class);
        round = node.bean(DeliveryRound.class);
        admin = TestPeople.admin(node);
    }

    @AfterAll
    static void stopNode() {
        node.close();
        TestWiring.SETTINGS.remove(Setting.WEBHOOK_ALLOW_LOOPBACK.property());
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        node.sql("delete from webhook_failing");
        node.sql("delete from webhook_delivery");
        node.sql("delete from webhook");
    }

    private void take(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestHeaders().getFirst("Holdfast-Event"),
                exchange.getRequestHeaders().getFirst("Holdfast-Event-Type"),
                exchange.getRequestHeaders().getFirst("Holdfast-Timestamp"),
                exchange.getRequestHeaders().getFirst("Holdfast-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
                exchange.getRequestURI().getPath()));
        if (answer == 302) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
        }
        exchange.sendResponseHeaders(answer, -1);
        exchange.close();
    }

    KnownWebhook hook(EventKind... kinds) {
        return webhooks.create(admin, new WebhookDraft("hook", address(), EnumSet.copyOf(List.of(kinds)), true, SECRET))
                .webhook();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
