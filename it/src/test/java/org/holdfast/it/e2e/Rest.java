package org.holdfast.it.e2e;

import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.holdfast.it.Node;

/** The REST interface of the shared node as an integrator sees it. */
public final class Rest {
    private static final Duration TO_BE_HEARD = Duration.ofSeconds(20);

    private final Node node;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String token;

    private Rest(Node node) {
        this.node = node;
        String basic =
                Base64.getEncoder().encodeToString(("admin:" + node.adminPassword()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(node.api().resolve("tokens"))
                .header("Authorization", "Basic " + basic)
                .POST(HttpRequest.BodyPublishers.noBody()));
        this.token = json(answer).getString("token");
    }

    /** Signs in as the administrator. */
    public static Rest of(Node node) {
        return new Rest(node);
    }

    /** Waits until the call with a participant of that name is recorded and finalised. */
    public JsonObject finalised(String participant) {
        return finalised(participant, 1).getFirst();
    }

    /** Waits until so many recordings with a participant of that name are finalised. */
    public List<JsonObject> finalised(String participant, int count) {
        return await("%d finalised recordings of %s".formatted(count, participant))
                .atMost(TO_BE_HEARD.plusSeconds(4L * count))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> recordings(participant),
                        found -> found.stream().filter(Rest::isFinalised).count() >= count);
    }

    /** The recordings with a participant of that name, in whatever state. */
    public List<JsonObject> recordings(String participant) {
        String name = URLEncoder.encode(participant, StandardCharsets.UTF_8);
        return get("recordings?limit=200&participant=" + name)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    private static boolean isFinalised(JsonObject recording) {
        return recording.getString("state").equalsIgnoreCase("finalised");
    }

    /** The running call with a participant of that name. */
    public JsonObject live(String participant) {
        return await("live call of " + participant)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> get("live").getJsonArray("items").getValuesAs(JsonObject.class).stream()
                                .filter(call -> call.toString().contains(participant))
                                .toList(),
                        found -> !found.isEmpty())
                .getFirst();
    }

    /** Listens in for a while. */
    Wav listen(JsonObject live, Duration time) throws IOException {
        byte[] heard;
        try (InputStream audio = http.send(
                        authorised("live/" + live.getString("id") + "/audio").build(),
                        HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            ByteBuffer header = ByteBuffer.wrap(audio.readNBytes(44)).order(ByteOrder.LITTLE_ENDIAN);
            byte[] samples = audio.readNBytes((int) (header.getInt(28) * time.toMillis() / 1000) & -4);
            heard = ByteBuffer.allocate(44 + samples.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(header.array())
                    .put(samples)
                    .putInt(40, samples.length)
                    .array();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        return Wav.parse(heard);
    }

    public void pause(JsonObject live) {
        post("live/" + live.getString("id") + "/pause");
    }

    public void resume(JsonObject live) {
        post("live/" + live.getString("id") + "/resume");
    }

    /** Decoded WAV of a recording. */
    public Wav wav(JsonObject recording) {
        return Wav.parse(media(recording, "wav").body());
    }

    /** Media with its headers; format "" is the stored form. */
    public HttpResponse<byte[]> media(JsonObject recording, String format) {
        String query = format.isEmpty() ? "" : "?format=" + format;
        return send(authorised("recordings/" + recording.getString("id") + "/media" + query)
                .GET());
    }

    /** The stored form, once the encoder has made it. */
    public HttpResponse<byte[]> webm(JsonObject recording) {
        return await("WebM of " + recording.getString("id"))
                .atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> media(recording, "webm"), answer -> answer.statusCode() == 200);
    }

    /** What is answered to a body of JSON; without one to none. */
    public HttpResponse<byte[]> ask(String method, String path, String json) {
        return ask(method, path, "application/json", json);
    }

    /** What is answered to a body of that type. */
    public HttpResponse<byte[]> ask(String method, String path, String type, String body) {
        return send(authorised(path)
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public JsonObject get(String path) {
        return json(send(authorised(path).GET()));
    }

    /** {@code gaps}, {@code events} or {@code metadata} of a recording. */
    public List<JsonObject> list(JsonObject recording, String what) {
        return get("recordings/" + recording.getString("id") + "/" + what)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    /** The status the recorder says of itself, without signing in. */
    public static int health(URI where) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(where)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException("no health from " + where, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void post(String path) {
        HttpResponse<byte[]> answer = send(authorised(path).POST(HttpRequest.BodyPublishers.noBody()));
        if (answer.statusCode() >= 300) {
            throw new AssertionError("POST " + path + " gave " + answer.statusCode());
        }
    }

    private HttpRequest.Builder authorised(String path) {
        return HttpRequest.newBuilder(node.api().resolve(path)).header("Authorization", "Bearer " + token);
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonObject json(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("%s gave %d: %s"
                    .formatted(answer.uri(), answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8)));
        }
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(answer.body()))) {
            return reader.readObject();
        }
    }
}
