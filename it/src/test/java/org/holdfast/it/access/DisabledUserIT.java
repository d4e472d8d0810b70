package org.holdfast.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.CallSpec;
import org.holdfast.src.ClientSettings;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.Test;

/** Whoever is disabled is out at once: session, token, and the call they are just listening to. And the headers of every answer. */
class DisabledUserIT {
    private static final Duration AT_ONCE = Duration.ofSeconds(5);
    private static final String SUPERVISOR = "00000000-0000-7000-8000-000000000102";

    private final Node node = Node.shared();
    private final String login =
            "leaver-" + Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), 36);
    private final String number = Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000, 9_000_000));

    @Test
    void sessionTokenAndLiveAudioEndWithinFiveSeconds() throws Exception {
        Person admin = Person.signedIn(node, "admin", node.adminPassword());
        String id = Person.json(admin.send(
                        "POST",
                        "users",
                        Json.createObjectBuilder()
                                .add("login", login)
                                .add("password", "pass phrase of a leaver")
                                .add("roles", Json.createArrayBuilder().add(SUPERVISOR))
                                .add("extensions", Json.createArrayBuilder().add(number))
                                .build()
                                .toString()))
                .getString("id");
        Person leaver = Person.signedIn(node, login, "pass phrase of a leaver");
        leaver.enter();
        try (RecordingClient client =
                RecordingClient.open(ClientSettings.to(node.sipAddress()).from("127.0.70.12"))) {
            client.call(CallSpec.between(
                    new Party(login, "sip:" + number + "@example.com"), new Party("Other", "sip:other@example.org")));
            String call = Rest.of(node).live(login).getString("id");
            HttpResponse<InputStream> live = leaver.open("live/" + call + "/audio");
            assertThat(live.statusCode()).isEqualTo(200);
            assertThat(leaver.page("/recordings.xhtml").statusCode()).isEqualTo(200);
            CompletableFuture<Boolean> silence =
                    CompletableFuture.supplyAsync(() -> ends(live.body()), Thread::startVirtualThread);

            assertThat(admin.send("PATCH", "users/" + id, "{\"enabled\":false}").statusCode())
                    .isEqualTo(200);
            await().atMost(AT_ONCE)
                    .until(() -> leaver.send("GET", "recordings", "").statusCode() == 401
                            && leaver.page("/recordings.xhtml").statusCode() == 302
                            && silence.isDone());
        } finally {
            admin.send("DELETE", "users/" + id, "");
        }
    }

    /** However it is told: an answer that is cut off, or that is over. */
    private static boolean ends(InputStream audio) {
        try (audio) {
            return audio.transferTo(java.io.OutputStream.nullOutputStream()) > 0;
        } catch (IOException cutOff) {
            return true;
        }
    }

    @Test
    void everyAnswerTellsTheBrowserWhatNotToDo() {
        Person admin = Person.signedIn(node, "admin", node.adminPassword());
        assertThat(admin.enter().headers().firstValue("Location").orElse("")).endsWith("/recordings.xhtml");
        for (HttpResponse<String> answer : List.of(admin.page("/users.xhtml"), admin.send("GET", "users", ""))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }
}
