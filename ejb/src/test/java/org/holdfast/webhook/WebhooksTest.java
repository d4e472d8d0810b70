package org.holdfast.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.node.AlarmsHere;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksTest {
    private static final String SECRET = "a secret of the receiver";

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final FixedAlarms alarms = new FixedAlarms();
    private volatile int answer = 204;
    private HttpServer server;
    private static TestNode node;
    private static Webhooks webhooks;
    private static DeliveryRound round;
    private static SignedIn admin;

    /** A request as the other side got it. */
    private record Received(String event, String type, String timestamp, String signature, String body, String path) {}

    /** Alarms as the test wants them. */
    static final class FixedAlarms extends AlarmsHere {
        private List<Alarm> now = List.of();

        @Override
        public List<Alarm> now() {
            return now;
        }
    }

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

    @Test
    void anEventIsSignedAndSaysWhichRecordingButNotWhoTalked() throws Exception {
        hook(EventKind.COMPLETED, EventKind.VERDICT);
        RecordingFacts call = Calls.call();
        node.inTransaction(entities -> {
            node.bean(Recordings.class).add(call, List.of());
            node.bean(Events.class).happened(new RecordingNews(call.id(), RecordingNews.Kind.COMPLETED));
            return call;
        });
        node.bean(Events.class).happened(new RecordingNews(call.id(), RecordingNews.Kind.AVAILABLE));
        arrives(() -> received.size() == 1);
        Received got = received.getFirst();
        assertThat(got.type()).isEqualTo("completed");
        assertThat(got.body())
                .contains(call.id().toString(), "\"durationMs\":30000", "\"id\":\"" + got.event())
                .doesNotContain("alice", "bob");
        assertThat(got.signature()).isEqualTo("v1=" + hmac(SECRET, got.timestamp() + "." + got.body()));
        await().until(() -> webhooks.deliveries(id()).getFirst().state().equals("DONE"));
        assertThat(webhooks.deliveries(id()).getFirst().status()).isEqualTo(204);
    }

    @Test
    void whatIsNotTakenIsTriedAgainAndNewsThatComeTwiceAreOneEvent() {
        hook(EventKind.STARTED);
        answer = 500;
        LiveNewsWatch watch = new LiveNewsWatch(alarms, node.bean(Events.class));
        UUID call = UUID.randomUUID();
        watch.seen(call, "a", Calls.NOON, true);
        watch.seen(call, "a", Calls.NOON, true);
        watch.look();
        LiveNewsWatch restarted = new LiveNewsWatch(alarms, node.bean(Events.class));
        restarted.seen(call, "a", Calls.NOON, true);
        restarted.look();
        arrives(() -> delivery().attempts() >= 1 && delivery().status() != null);
        assertThat(delivery().because()).contains("500");
        assertThat(Duration.between(delivery().createdAt(), delivery().dueAt())).isGreaterThan(Duration.ofSeconds(7));
        answer = 200;
        node.sql("update webhook_delivery set due_at = now()");
        arrives(() -> delivery().state().equals("DONE"));
        assertThat(received)
                .hasSizeGreaterThanOrEqualTo(2)
                .extracting(Received::event)
                .containsOnly(received.getFirst().event());
        assertThat(webhooks.deliveries(id())).hasSize(1);
        assertThat(node.count("select count(*) from webhook_failing")).isZero();
    }

    @Test
    void anAlarmIsToldWhenItIsRaisedAndWhenItIsOver() {
        hook(EventKind.STARTED, EventKind.ALARM);
        LiveNewsWatch watch = new LiveNewsWatch(alarms, node.bean(Events.class));
        watch.seen(UUID.randomUUID(), "a", Calls.NOON, false);
        alarms.now = List.of(new Alarm(AlarmKind.DISK, true, "full", Calls.NOON));
        watch.look();
        alarms.now = List.of(new Alarm(AlarmKind.DISK, false, "full", Calls.NOON.plusSeconds(60)));
        watch.look();
        watch.look();
        arrives(() -> received.size() == 3);
        assertThat(received).extracting(Received::type).containsExactlyInAnyOrder("started", "alarm", "alarm");
        assertThat(received)
                .extracting(Received::body)
                .anySatisfy(body -> assertThat(body).contains("\"kind\":\"disk\"", "\"raised\":false"));
    }

    @Test
    void aRedirectIsNotFollowed() {
        hook(EventKind.STARTED);
        answer = 302;
        assertThat(round.test(admin, id()).because()).contains("302");
        assertThat(received).extracting(Received::path).containsExactly("/in");
    }

    @Test
    void whoHasTakenNothingForTooLongIsSwitchedOff() {
        hook(EventKind.STARTED);
        answer = 503;
        LiveNewsWatch watch = new LiveNewsWatch(alarms, node.bean(Events.class));
        watch.seen(UUID.randomUUID(), "a", Calls.NOON, false);
        watch.look();
        arrives(() -> node.count("select count(*) from webhook_failing") == 1);
        assertThat(webhooks.list().getFirst().enabled()).isTrue();
        node.sql("update webhook_failing set since = now() - interval '4 days'");
        node.sql("update webhook_delivery set due_at = now(), created_at = now() - interval '4 days'");
        arrives(() -> !webhooks.list().getFirst().enabled());
        assertThat(webhooks.list().getFirst().disabledBecause()).contains("503");
        assertThat(delivery().state()).isEqualTo("GIVEN_UP");
        assertThat(node.count("select count(*) from audit_entry where object = 'webhook' and actor = 'system'"))
                .isEqualTo(1);
    }

    @Test
    void aSecretIsNeverShownAgainAndTheOldOneSignsBesideTheNewOneForADay() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        String fresh = Objects.requireNonNull(webhooks.rotate(admin, hook.id()).secret());
        round.test(admin, hook.id());
        Received both = received.getFirst();
        String signed = both.timestamp() + "." + both.body();
        assertThat(both.signature()).isEqualTo("v1=" + hmac(fresh, signed) + ",v1=" + hmac(SECRET, signed));
        node.sql("update webhook set rotated_at = rotated_at - interval '2 days', version = version + 1");
        round.test(admin, hook.id());
        Received one = received.getLast();
        assertThat(one.signature()).isEqualTo("v1=" + hmac(fresh, one.timestamp() + "." + one.body()));
        assertThat(node.column(
                        String.class,
                        "select coalesce(before_value, '') || coalesce(after_value, '') from audit_entry"))
                .isNotEmpty()
                .noneMatch(text -> text.contains(fresh) || text.contains(SECRET));
    }

    @Test
    void theDatabaseHasNoSecretInClearAndNoneAtAllOnceTheWebhookIsGone() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        String fresh = Objects.requireNonNull(webhooks.rotate(admin, hook.id()).secret());
        assertThat(row()).contains("v1:").doesNotContain(SECRET, fresh);
        webhooks.change(admin, hook.id(), null, draft("another secret, 2026"));
        assertThat(row()).contains("v1:").doesNotContain(SECRET, fresh, "another secret");

        node.sql("update webhook set secret = '%s', previous_secret = '%s', version = version + 1"
                .formatted(SECRET, fresh)); // as an earlier release did
        round.test(admin, hook.id());
        webhooks.seal();
        String sealed = row();
        assertThat(sealed).contains("v1:").doesNotContain(SECRET, fresh);
        round.test(admin, hook.id());
        webhooks.seal();
        assertThat(row()).as("a repeat changes nothing").isEqualTo(sealed);
        assertThat(received).hasSize(2).allSatisfy(got -> {
            String signed = got.timestamp() + "." + got.body();
            assertThat(got.signature()).isEqualTo("v1=" + hmac(SECRET, signed) + ",v1=" + hmac(fresh, signed));
        });

        webhooks.remove(admin, hook.id(), null);
        assertThat(row()).doesNotContain("v1:", SECRET, fresh);
    }

    @Test
    void withoutTheKeyNothingIsSentAndTheReasonIsSaid() throws Exception {
        KnownWebhook hook = hook(EventKind.STARTED);
        Path keys = Path.of(node.bean(Settings.class).text(Setting.SECRETS_KEY_FILE));
        String right = Files.readString(keys);
        Files.writeString(keys, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        try {
            assertThat(round.test(admin, hook.id()).because())
                    .contains("which is not in", keys.toString())
                    .doesNotContain(SECRET);
        } finally {
            Files.writeString(keys, right);
        }
        assertThat(received).isEmpty();
        assertThat(round.test(admin, hook.id()).taken()).isTrue();
    }

    /** All of the webhook that the database has. */
    private static String row() {
        return node.column(String.class, "select cast(w as text) from webhook w")
                .getFirst();
    }

    private WebhookDraft draft(String secret) {
        return new WebhookDraft("hook", address(), EnumSet.of(EventKind.STARTED), true, secret);
    }

    @Test
    void addressesThatOnlyThisNodeCanReachAreRefusedWhenKeptAndWhenConnecting() {
        Targets strict = new Targets(Settings.of(Map.of(), new Properties()));
        for (String url : List.of(
                "http://127.0.0.1/",
                "http://[::1]:8080/x",
                "http://169.254.169.254/latest",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/",
                "http://[fd00:ec2::254]/",
                "http://0.0.0.0/",
                "ftp://example.com/",
                "http://user@example.com/",
                "file:///etc/passwd")) {
            assertThat(strict.fault(URI.create(url))).as(url).isNotEmpty();
        }
        assertThat(strict.fault(URI.create("https://hooks.example.com/in?x=1"))).isEmpty();
        assertThat(strict.fault(URI.create("http://10.1.2.3:8080/in"))).isEmpty();
        assertThatThrownBy(() -> strict.resolve("localhost"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("not allowed");
        assertThatThrownBy(() -> strict.resolve("169.254.169.254")).isInstanceOf(UnknownHostException.class);
        Courier.Receipt receipt = new Courier(
                        strict, java.time.Clock.systemUTC(), task -> {}, node.bean(Settings.class))
                .deliver(new Courier.Letter(
                        UUID.randomUUID(),
                        address().replace("127.0.0.1", "localhost"),
                        List.of(SECRET),
                        UUID.randomUUID(),
                        EventKind.TEST,
                        "{}"));
        assertThat(receipt.because()).contains("not allowed");
        assertThat(received).isEmpty();
        assertThatThrownBy(() -> webhooks.create(
                        admin, new WebhookDraft("x", "http://169.254.169.254/", Set.of(EventKind.ALARM), true, null)))
                .isInstanceOfSatisfying(
                        ChangeRejected.class, e -> assertThat(e.field()).isEqualTo("url"));
    }

    @Test
    void delaysDoubleUpToAnHour() {
        assertThat(DeliveryRound.delay(1)).isBetween(Duration.ofMillis(7_500), Duration.ofMillis(12_500));
        assertThat(DeliveryRound.delay(3)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(50));
        assertThat(DeliveryRound.delay(1000)).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(75));
    }

    /** As the timer does, it wakes again and again: a worker on its way out may miss one. */
    private static void arrives(Callable<Boolean> condition) {
        await().until(() -> {
            round.wake();
            return condition.call();
        });
    }

    private KnownWebhook hook(EventKind... kinds) {
        return webhooks.create(admin, new WebhookDraft("hook", address(), EnumSet.copyOf(List.of(kinds)), true, SECRET))
                .webhook();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/in";
    }

    private UUID id() {
        return webhooks.list().getFirst().id();
    }

    private KnownDelivery delivery() {
        return webhooks.deliveries(id()).getFirst();
    }

    private static String hmac(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
