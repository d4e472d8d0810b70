package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The REST interface where clients are strict: ranges, digests, refusals. */
class RestIT {
    private final Node node = Node.shared();
    private final Calls calls = Calls.of(node);
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void mediaIsSentByRangeWithItsDigest() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Ada"), calls.party("Bo")));
            call.talk(Duration.ofSeconds(2));
            call.bye();
        }
        String token = token();
        JsonObject recording = Rest.of(node).finalised("Ada " + calls.run());
        URI media = node.api().resolve("recordings/" + recording.getString("id") + "/media?format=wav");

        HttpResponse<byte[]> whole = get(media, "Authorization", "Bearer " + token);
        byte[] body = whole.body();
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Accept-Ranges")).contains("bytes");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
        assertThat(whole.headers().firstValue("Repr-Digest"))
                .contains("sha-256=:" + Base64.getEncoder().encodeToString(digest) + ":");
        assertThat(whole.headers().firstValue("ETag"))
                .contains('"' + HexFormat.of().formatHex(digest) + '"');

        HttpResponse<byte[]> part = get(media, "Authorization", "Bearer " + token, "Range", "bytes=44-1043");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 44-1043/" + body.length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(body, 44, 1044));

        HttpResponse<byte[]> beyond =
                get(media, "Authorization", "Bearer " + token, "Range", "bytes=" + body.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);

        HttpResponse<byte[]> head = http.send(
                HttpRequest.newBuilder(media)
                        .header("Authorization", "Bearer " + token)
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Length")).contains(String.valueOf(body.length));
    }

    @Test
    void searchesAreKeptListedAndForgotten() {
        Rest rest = Rest.of(node);
        HttpResponse<byte[]> kept =
                rest.ask("POST", "saved-searches", "{\"name\":\"" + calls.run() + "\",\"query\":\"q=a%20b&tag=c\"}");
        assertThat(kept.statusCode()).isEqualTo(201);
        JsonObject search = object(kept);
        assertThat(search.getString("query")).isEqualTo("q=a%20b&tag=c");
        assertThat(rest.get("saved-searches").getJsonArray("items")).contains(search);
        for (String bad : new String[] {"q=%zz", "javascript:alert(1)", ""}) {
            assertThat(rest.ask("POST", "saved-searches", "{\"name\":\"x\",\"query\":\"" + bad + "\"}")
                            .statusCode())
                    .as(bad)
                    .isEqualTo(400);
        }
        String path = "saved-searches/" + search.getString("id");
        assertThat(rest.ask("DELETE", path, "").statusCode()).isEqualTo(204);
        assertThat(rest.ask("DELETE", path, "").statusCode()).isEqualTo(404);
        assertThat(rest.get("saved-searches").getJsonArray("items")).doesNotContain(search);
    }

    @Test
    void aLinkToAMomentLeadsThereUntilItIsEnded() throws Exception {
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(calls.party("Cy"), calls.party("Di")));
            call.talk(Duration.ofSeconds(2));
            call.bye();
        }
        Rest rest = Rest.of(node);
        String links = "recordings/" + rest.finalised("Cy " + calls.run()).getString("id") + "/links";
        HttpResponse<byte[]> answer = rest.ask("POST", links, "{\"offsetMs\":1500,\"hours\":1}");
        assertThat(answer.statusCode()).isEqualTo(201);
        JsonObject link = object(answer).getJsonObject("link");
        String address = object(answer).getString("address");
        assertThat(link.getInt("offsetMs")).isEqualTo(1500);
        assertThat(rest.get(links).getJsonArray("items")).containsExactly(link);
        assertThat(rest.get(links).toString()).doesNotContain(address.substring(address.indexOf('=') + 1));
        try (Visit visit = Visit.wide(node).signedIn()) {
            visit.page().navigate(address);
            assertThat(visit.page().url()).endsWith("&at=1500");
            assertThat(rest.ask("DELETE", links + "/" + link.getString("id"), "")
                            .statusCode())
                    .isEqualTo(204);
            visit.expectingRefusal(
                    () -> assertThat(visit.page().navigate(address).status()).isEqualTo(404));
        }
        assertThat(rest.get(links).getJsonArray("items")).isEmpty();
        assertThat(rest.ask("POST", links, "{\"hours\":721}").statusCode()).isEqualTo(400);
    }

    private static JsonObject object(HttpResponse<byte[]> answer) {
        try (var reader = jakarta.json.Json.createReader(new java.io.ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        }
    }

    @Test
    void withoutATokenNothingIsToldAndTheWayInIsNamed() throws Exception {
        for (String path :
                new String[] {"recordings", "live", "recordings/" + java.util.UUID.randomUUID() + "/media"}) {
            HttpResponse<byte[]> answer = get(node.api().resolve(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(401);
            assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET, recordings?limit=0, 400",
        "GET, recordings?colour=red, 400",
        "GET, recordings?cursor=none-of-ours, 400",
        "GET, recordings/no-such-id, 404",
        "GET, nowhere, 404",
        "DELETE, live, 405",
        "POST, live/018f0000-0000-7000-8000-000000000000/pause, 404",
    })
    void whatCannotBeAnsweredIsAProblem(String method, String path, int status) throws Exception {
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(node.api().resolve(path))
                        .header("Authorization", "Bearer " + token())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void whatIsNotOfferedInThatTypeIs406() throws Exception {
        HttpResponse<byte[]> answer =
                get(node.api().resolve("recordings"), "Authorization", "Bearer " + token(), "Accept", "text/csv");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void theDocumentIsServedAndHealthTellsTheTruth() throws Exception {
        assertThat(new String(get(node.portal().resolve("openapi")).body(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("/recordings/{id}/media");
        assertThat(get(node.portal().resolve("health/web")).statusCode()).isEqualTo(200);
        assertThat(get(node.portal().resolve("health/full")).body()).isNotEmpty();
    }

    private String token() throws Exception {
        String basic = Base64.getEncoder()
                .encodeToString(("admin:" + node.adminPassword()).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(node.api().resolve("tokens"))
                        .header("Authorization", "Basic " + basic)
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        return object(answer).getString("token");
    }

    private HttpResponse<byte[]> get(URI uri, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
