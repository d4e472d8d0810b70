package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.ColorScheme;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.junit.jupiter.api.Test;

/** Media from the bucket of the shared node's S3 server, and its storage targets. */
class StorageIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void chromiumSeeksInMediaThatIsInTheBucketAlone() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(
                    CallSpec.between(calls.party("Ada"), calls.party("Bo")).speaking(Audio.tone(440), Audio.tone(880)));
            call.talk(Duration.ofSeconds(8));
            call.bye();
        }
        Rest rest = Rest.of(node);
        JsonObject recording = rest.finalised("Ada " + calls.run());
        String id = recording.getString("id");
        await("its copies in the bucket")
                .atMost(Duration.ofSeconds(60))
                .until(() -> rest.get("recordings/" + id).getJsonArray("copies").getValuesAs(JsonObject.class).stream()
                                .filter(copy -> copy.getString("place").equals("s3"))
                                .count()
                        >= 3);
        assertThat(removedLocally(id)).isNotEmpty();

        List<Integer> answers = new CopyOnWriteArrayList<>();
        try (Visit visit = Visit.wide(node).signedIn()) {
            visit.page().onResponse(response -> {
                if (response.url().contains("/media?")) {
                    answers.add(response.status());
                }
            });
            visit.page().navigate("/recording.xhtml?id=" + id);
            RecordingPage page = new RecordingPage(visit.page());
            await().atMost(Duration.ofSeconds(10)).until(page::waveDrawn);
            page.seek(0.75);
            await().atMost(Duration.ofSeconds(10)).until(() -> page.time() > 4);
            page.play();
            page.hears(0);
            page.hears(1);
        }
        assertThat(answers).isNotEmpty().containsOnly(206);
        assertThat(rest.get("audit?action=listen&limit=100").toString())
                .as("what the audit trail has of it")
                .contains(id);
    }

    private List<Path> removedLocally(String id) throws IOException {
        try (Stream<Path> tree = Files.walk(node.home().resolve("media"))) {
            List<Path> files = tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(id))
                    .toList();
            for (Path file : files) {
                Files.delete(file);
            }
            return files;
        }
    }

    @Test
    void aTargetIsMadeTestedChangedAndRemoved() throws Exception {
        String bearer = "Bearer " + token();
        String name = "archive " + calls.run();
        HttpResponse<String> made = send(bearer, "POST", "storage-targets", """
                {"name": "%s", "type": "directory", "directory": "it/%s", "tags": ["nobody's"], "secretKey": "sesame"}
                """.formatted(name, calls.run()));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String place = object(made).getString("place");
        String etag = made.headers().firstValue("ETag").orElseThrow();
        String target = "storage-targets/" + place;

        HttpResponse<String> tested = send(bearer, "POST", target + "/test", "");
        assertThat(object(tested).getBoolean("ok")).as(tested.body()).isTrue();
        assertThat(send(bearer, "GET", "storage-targets", "").body())
                .contains(name, "\"place\":\"s3\"")
                .doesNotContain("sesame", "secretKey");

        assertThat(send(bearer, "PATCH", target, "{\"endpoint\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(send(bearer, "PATCH", target, "{\"directory\": \"../out\"}").statusCode())
                .isEqualTo(400);
        assertThat(send(
                                bearer,
                                "PATCH",
                                target,
                                "{\"type\": \"compatible\", \"bucket\": \"abc\","
                                        + " \"endpoint\": \"http://169.254.169.254/\"}")
                        .body())
                .contains("link-local");
        assertThat(send(bearer, "PATCH", target, "{\"position\": 7}").statusCode())
                .isEqualTo(200);
        HttpResponse<String> stale = http.send(
                request(bearer, target)
                        .header("If-Match", etag)
                        .method("DELETE", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(stale.statusCode()).isEqualTo(412);

        try (Visit visit = Visit.of(node, 1280, ColorScheme.LIGHT).signedIn()) {
            visit.page().navigate("/storage-target.xhtml?id=" + place);
            visit.page()
                    .getByLabel("Name", new com.microsoft.playwright.Page.GetByLabelOptions().setExact(true))
                    .fill(name + " renamed");
            visit.page().getByText("Save").click();
            visit.page().waitForURL("**/storage.xhtml");
            assertThat(visit.page().locator("main").innerText()).contains(name + " renamed", "Bucket of the settings");
        }
        assertThat(send(bearer, "DELETE", target, "").statusCode()).isEqualTo(204);
        assertThat(send(bearer, "GET", target, "").statusCode()).isEqualTo(404);
        assertThat(send(bearer, "DELETE", "storage-targets/s3", "").statusCode())
                .isEqualTo(404);
    }

    private HttpRequest.Builder request(String bearer, String path) {
        return HttpRequest.newBuilder(node.api().resolve(path)).header("Authorization", bearer);
    }

    private HttpResponse<String> send(String bearer, String method, String path, String body) throws Exception {
        HttpRequest.Builder request = request(bearer, path)
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        return http.send(
                (body.isEmpty() ? request : request.header("Content-Type", "application/json")).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String token() throws Exception {
        String basic =
                Base64.getEncoder().encodeToString(("admin:" + node.adminPassword()).getBytes(StandardCharsets.UTF_8));
        return object(send("Basic " + basic, "POST", "tokens", "")).getString("token");
    }

    private static JsonObject object(HttpResponse<String> answer) {
        try (JsonReader reader =
                Json.createReader(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))) {
            return reader.readObject();
        }
    }
}
