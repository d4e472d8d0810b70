package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Duration;
import java.util.Base64;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.api.Test;

/** What an operator does: looks whether all is well, sees why something is not, and has work done again. */
class OperationIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);

    @Test
    void theStatusPageTellsOfEveryAlarmPartAndFigure() {
        try (Visit visit = Visit.wide(node).signedIn()) {
            visit.page().locator(".nav a[href='status.xhtml']").click();
            visit.page().waitForURL("**/status.xhtml");
            assertThat(visit.page().locator("#alarms tbody tr").allInnerTexts())
                    .anyMatch(row -> row.startsWith("SIP"))
                    .anyMatch(row -> row.startsWith("Database"))
                    .hasSize(9);
            assertThat(visit.page().locator("#parts").innerText()).contains("recorder-journal", "work-queue");
            assertThat(visit.page().locator("#figures").innerText()).contains("Calls being recorded", "free of");
        }
    }

    @Test
    void givenUpWorkIsSeenWithItsReasonAndRunAgainFromTheKeyboard() throws Exception {
        String recording = givenUp("poison " + calls.run());
        try (Visit visit = Visit.wide(node).signedIn()) {
            visit.page().navigate("/work.xhtml");
            Locator row = row(visit);
            assertThat(row.innerText()).contains("Given up", "Encode", recording);
            assertThat(Rest.health(node.portal().resolve("health/full"))).isEqualTo(503);
            row.locator("button")
                    .filter(new Locator.FilterOptions().setHasText("Run again"))
                    .press("Enter");
            await().atMost(SOON).until(() -> row(visit).count() == 0);
        }
        assertThat(work("given-up").toString()).doesNotContain(recording);
    }

    @Test
    void workThatWillNeverBeDoneIsSetAsideByName() throws Exception {
        String recording = givenUp("poison " + calls.run());
        try (Visit visit = Visit.wide(node).signedIn()) {
            visit.page().navigate("/work.xhtml");
            row(visit)
                    .locator("button")
                    .filter(new Locator.FilterOptions().setHasText("Set aside"))
                    .click();
            await().atMost(SOON).until(() -> row(visit).innerText().contains("Set aside by admin."));
        }
        JsonObject aside = work("set-aside").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                .filter(item -> item.getString("recordingId").equals(recording))
                .findFirst()
                .orElseThrow();
        assertThat(aside.getString("byWhom")).isEqualTo("admin");
        String path = "work/" + aside.getString("id");
        assertThat(post(path + "/set-aside")).isEqualTo(409);
        assertThat(post(path + "/run-again")).isEqualTo(204);
        await().atMost(SOON).until(() -> post(path + "/run-again") == 409); // done
    }

    @Test
    void aDrainedNodeRefusesCallsUntilItIsToldToTakeThemAgain() throws Exception {
        try (Visit visit = Visit.wide(node).signedIn();
                RecordingClient client = calls.client()) {
            visit.page().navigate("/status.xhtml");
            press(visit, "Drain");
            try {
                await().atMost(SOON).until(() -> client.options().status() == 503);
                await().atMost(SOON).until(() -> Rest.health(node.recorderHealth()) == 503);
                JsonObject known =
                        Rest.of(node).get("nodes").getJsonArray("items").getJsonObject(0);
                assertThat(known.getBoolean("draining")).isTrue();
            } finally {
                press(visit, "Take calls again");
            }
            await().atMost(SOON).until(() -> client.options().status() == 200);
            await().atMost(SOON).until(() -> Rest.health(node.recorderHealth()) == 200);
        }
    }

    private static void press(Visit visit, String button) {
        visit.page()
                .locator("#nodes button")
                .filter(new Locator.FilterOptions().setHasText(button))
                .click();
    }

    private Locator row(Visit visit) {
        return visit.page()
                .locator(".calls tbody tr")
                .filter(new Locator.FilterOptions().setHasText("poison " + calls.run()));
    }

    /** A recording whose encoding is said to have been given up; its id. */
    private String givenUp(String because) throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo")));
            call.talk(Duration.ofSeconds(1));
            call.bye();
        }
        Rest rest = Rest.of(node);
        JsonObject recording = rest.finalised("Ada " + calls.run());
        rest.webm(recording);
        String id = recording.getString("id");
        await("the encoding's end").atMost(SOON).until(() -> changed("""
                update work_item set state = 'GIVEN_UP', finished_at = now(), because = '%s'
                 where recording_id = '%s' and kind = 'ENCODE' and state = 'DONE'""".formatted(because, id)) == 1);
        return id;
    }

    private int changed(String sql) throws Exception {
        try (Connection connection = node.database()) {
            return connection.createStatement().executeUpdate(sql);
        }
    }

    private JsonObject work(String state) {
        return Rest.of(node).get("work?limit=1000&state=" + state);
    }

    private int post(String path) throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("admin:" + node.adminPassword()).getBytes(StandardCharsets.UTF_8));
        try (HttpClient http = HttpClient.newHttpClient()) {
            String token = send(http, node.api().resolve("tokens"), "Basic " + basic)
                    .body()
                    .replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
            return send(http, node.api().resolve(path), "Bearer " + token).statusCode();
        }
    }

    private static HttpResponse<String> send(HttpClient http, URI where, String authorization) throws Exception {
        return http.send(
                HttpRequest.newBuilder(where)
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
