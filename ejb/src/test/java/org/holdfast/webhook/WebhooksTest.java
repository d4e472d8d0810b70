package org.holdfast.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.alarm.Alarm;
import org.holdfast.alarm.AlarmKind;
import org.holdfast.harness.Calls;
import org.holdfast.node.AlarmsHere;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.news.RecordingNews;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;

class WebhooksTest extends WebhooksFixture {
    private final FixedAlarms alarms = new FixedAlarms();

    /** Alarms as the test wants them. */
    static final class FixedAlarms extends AlarmsHere {
        private List<Alarm> now = List.of();

        @Override
        public List<Alarm> now() {
            return now;
        }
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

    private UUID id() {
        return webhooks.list().getFirst().id();
    }

    private KnownDelivery delivery() {
        return webhooks.deliveries(id()).getFirst();
    }
}
