package org.holdfast.it.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.holdfast.src.Call;
import org.holdfast.src.CallSpec;
import org.holdfast.src.RecordingClient;
import org.holdfast.src.rtp.Audio;
import org.holdfast.src.siprec.Party;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Media that lies in a bucket alone, heard in Chromium and by an address of its own. The node keeps nothing itself once it is
 * verified there; the bucket is S3Proxy's, which checks signatures, behind a long way.
 */
class StorageIT {
    private static final String ADDRESS = "127.0.86.1";
    private static final int SECONDS = 60;
    private static final int ADDRESS_LIVES = 5;

    /** Local files are looked at every half minute, by a worker that has others' recordings as well. */
    private static final Duration TO_BE_ELSEWHERE = Duration.ofMinutes(5);

    private static Node node;
    private static LongWay way;
    private static Calls calls;
    private static Rest rest;

    @BeforeAll
    static void start() throws IOException {
        node = Node.own(
                        ADDRESS,
                        "node-storage",
                        List.of(),
                        Map.of("HOLDFAST_MEDIA_KEEP", "1s", "HOLDFAST_MEDIA_KEEP_LOSSLESS", "1s"))
                .awaitReady();
        calls = Calls.of(node);
        rest = Rest.of(node);
        way = new LongWay(URI.create(node.property("holdfast.s3.endpoint")));
    }

    @AfterAll
    static void stop() throws IOException {
        way.close();
        node.stop();
    }

    @Test
    void chromiumSeeksByRangeInWhatIsInTheBucketAloneAndEachPlayAndAddressIsRemembered() throws Exception {
        String place = target();
        aLongCall();
        JsonObject recording = rest.finalised("Ada " + calls.run());
        String id = recording.getString("id");
        await("its media is in the bucket alone")
                .atMost(TO_BE_ELSEWHERE)
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    assertThat(places(id)).contains(place).containsOnly(place);
                    assertThat(localFiles(id)).isEmpty();
                });
        long length = length(id);

        hearsTheLaneThatSpeaksLate(id, length, "admin", node.adminPassword());
        assertThat(listeners(id)).containsExactly("admin");
        String officer = "officer-" + calls.run();
        Staff.of(node).user(Role.COMPLIANCE_OFFICER, officer, "", "");
        hearsTheLaneThatSpeaksLate(id, length, officer, Staff.PASSWORD);
        assertThat(listeners(id)).containsExactlyInAnyOrder("admin", officer);

        anAddressIsGoodForItsTimeOnly(id, length);
        assertThat(audit("download", id))
                .singleElement()
                .satisfies(entry -> assertThat(entry.getString("detail")).contains(ADDRESS_LIVES + " s"));
    }

    /** Where new recordings go from now on. */
    private static String target() throws IOException {
        HttpResponse<byte[]> made = rest.ask(
                "POST",
                "storage-targets",
                Json.createObjectBuilder()
                        .add("name", "far away")
                        .add("type", "compatible")
                        .add("endpoint", way.endpoint().toString())
                        .add("bucket", node.property("holdfast.s3.bucket"))
                        .add("prefix", "far")
                        .add("accessKey", node.secret("s3-access-key"))
                        .add("secretKey", node.secret("s3-secret-key"))
                        .add("presignSeconds", ADDRESS_LIVES)
                        .build()
                        .toString());
        assertThat(made.statusCode()).as(text(made)).isEqualTo(201);
        return object(made).getString("place");
    }

    /** Six parties make a file that is long for a browser; the first of them speaks in its last third. */
    private static void aLongCall() throws Exception {
        Audio late = Audio.bursts(440, List.of(new Audio.Burst(SECONDS * 2000L / 3, SECONDS * 1000L)));
        try (RecordingClient client = calls.client()) {
            Call call = client.call(CallSpec.between(Stream.of("Ada", "Bo", "Cy", "Di", "Ed", "Flo")
                            .map(calls::party)
                            .toArray(Party[]::new))
                    .speaking(late, noise(1), noise(2), noise(3), noise(4), noise(5)));
            call.talk(Duration.ofSeconds(SECONDS));
            call.bye();
        }
    }

    /** The most an encoder can be given to do. */
    private static Audio noise(int seed) {
        Random random = new Random(seed);
        short[] samples = new short[80_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (random.nextInt(16_000) - 8_000);
        }
        return Audio.looped(samples);
    }

    private static void hearsTheLaneThatSpeaksLate(String id, long length, String login, String password) {
        List<Integer> answers = new CopyOnWriteArrayList<>();
        int before = way.reads("audio.webm").size();
        try (Visit visit = Visit.wide(node)) {
            visit.signInPage().as(login, password);
            visit.page().waitForURL("**/recordings.xhtml");
            visit.page().onResponse(response -> {
                if (response.url().contains("/media?")) {
                    answers.add(response.status());
                }
            });
            visit.page().navigate("/recording.xhtml?id=" + id);
            RecordingPage page = new RecordingPage(visit.page());
            await().atMost(Duration.ofSeconds(20)).until(page::waveDrawn);
            page.play();
            page.hears(1);
            page.hearsNothingOf(0);
            page.seek(0.75);
            await().atMost(Duration.ofSeconds(20)).until(() -> page.time() > 0.7 * SECONDS);
            page.hears(0);
        }
        assertThat(answers).isNotEmpty().containsOnly(206);
        List<LongWay.Exchange> reads = way.reads("audio.webm");
        assertThat(reads.subList(before, reads.size()))
                .as("what the node asked of the bucket")
                .allMatch(read -> read.status() == 206)
                .anyMatch(read -> read.from() > length / 2);
    }

    private static void anAddressIsGoodForItsTimeOnly(String id, long length) throws Exception {
        HttpResponse<byte[]> answer = rest.ask("POST", "recordings/" + id + "/media-address?format=webm", "{}");
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(object(answer).getInt("seconds")).isEqualTo(ADDRESS_LIVES);
        String address = object(answer).getString("url");
        assertThat(status(address)).isEqualTo(206);
        assertThat(status(address.replace("X-Amz-Expires=" + ADDRESS_LIVES, "X-Amz-Expires=300")))
                .as("nobody makes its life longer")
                .isEqualTo(403);
        await("it is refused after its time")
                .atMost(Duration.ofSeconds(ADDRESS_LIVES + 15))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> status(address) == 403);
        assertThat(length(id)).as("the node itself has it still").isEqualTo(length);
    }

    /** Asks as a browser would, without signing in. */
    private static int status(String address) throws IOException, InterruptedException {
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(address))
                    .header("Range", "bytes=0-99")
                    .timeout(Duration.ofSeconds(20))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** Bytes of the stored form, as the node tells them. */
    private static long length(String id) {
        HttpResponse<byte[]> head = rest.ask("HEAD", "recordings/" + id + "/media?format=webm", "");
        assertThat(head.statusCode()).isEqualTo(200);
        return head.headers().firstValueAsLong("Content-Length").orElseThrow();
    }

    private static List<String> places(String id) {
        return rest.get("recordings/" + id).getJsonArray("copies").getValuesAs(JsonObject.class).stream()
                .map(copy -> copy.getString("place"))
                .toList();
    }

    /** Files of the recording on the node, but for the manifest as it was sent, which nobody hears. */
    private static List<Path> localFiles(String id) throws IOException {
        try (Stream<Path> tree = Files.walk(node.home().resolve("media"))) {
            return tree.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(id) && !file.endsWith("manifest.json"))
                    .toList();
        }
    }

    private static List<String> listeners(String id) {
        return audit("listen", id).stream()
                .map(entry -> entry.getString("actor"))
                .toList();
    }

    private static List<JsonObject> audit(String action, String id) {
        return rest.get("audit?action=" + action + "&object=" + id)
                .getJsonArray("items")
                .getValuesAs(JsonObject.class);
    }

    private static JsonObject object(HttpResponse<byte[]> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(text(answer)))) {
            return reader.readObject();
        }
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
