package org.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.PATH;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.harness.Calls;
import org.holdfast.harness.FaultyNetwork;
import org.holdfast.harness.FaultyNetwork.Answer;
import org.holdfast.harness.FaultyNetwork.FlippedByte;
import org.holdfast.harness.FaultyNetwork.Lie;
import org.holdfast.harness.FaultyNetwork.ResetInAnswer;
import org.holdfast.harness.FaultyNetwork.ResetInRequest;
import org.holdfast.harness.FaultyNetwork.SilenceAfterwards;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.retention.LocalMedia;
import org.holdfast.retention.LocalPurge;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a store or the network before it fails, on one node: each leaves the next recording to a store that works. */
class UploadTroubleTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String BUCKET = S3Proxy.bucket();

    @TempDir
    static Path home;

    private static FaultyNetwork network;
    private static TestNode node;

    @BeforeAll
    static void start() throws IOException {
        network = new FaultyNetwork(S3Proxy.endpoint());
        StoringNode.configure(home, network.endpoint(), BUCKET);
        StoringNode.set(Setting.S3_TIMEOUT, "1s");
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        node = StoringNode.start(StorageOverview.class, LocalMedia.class, LocalPurge.class);
    }

    @AfterAll
    static void stop() throws IOException {
        network.close();
        node.close();
        TestWiring.SETTINGS.clear();
    }

    /** What may happen to an upload, to which requests, and what the storage page then says. */
    record Trouble(String name, String method, FaultyNetwork.Fault fault, String explained) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Trouble> troubles() {
        return Stream.of(
                new Trouble("wrong access key", "PUT", new Answer(403, "InvalidAccessKeyId"), "access key"),
                new Trouble("wrong secret", "PUT", new Answer(403, "SignatureDoesNotMatch"), "access key"),
                new Trouble("wrong region", "PUT", new Answer(400, "AuthorizationHeaderMalformed"), "region"),
                new Trouble("redirect", "PUT", new Answer(301, "PermanentRedirect"), "region"),
                new Trouble("missing bucket", "PUT", new Answer(404, "NoSuchBucket"), "no such bucket"),
                new Trouble("clock skew", "PUT", new Answer(403, "RequestTimeTooSkewed"), "clocks"),
                new Trouble("403", "PUT", new Answer(403, "AccessDenied"), "does not allow"),
                new Trouble("403 on read", "GET", new Answer(403, "AccessDenied"), "does not allow"),
                new Trouble("404 on read", "GET", new Answer(404, "NoSuchKey"), "it is missing"),
                new Trouble("409", "PUT", new Answer(409, "ConditionalRequestConflict"), "writing the same object"),
                new Trouble("412 although nothing is there", "PUT", new Answer(412, "PreconditionFailed"), "missing"),
                new Trouble("500", "PUT", new Answer(500, "InternalError"), "fault of its own"),
                new Trouble("503", "PUT", new Answer(503, "SlowDown"), "less often"),
                new Trouble("503 on read", "GET", new Answer(503, "SlowDown"), "less often"),
                new Trouble("timeout after commit", "PUT", new SilenceAfterwards(), "in time"),
                new Trouble("timeout on read", "GET", new SilenceAfterwards(), "in time"),
                new Trouble("reset in the request", "PUT", new ResetInRequest(), "reached"),
                new Trouble("reset after commit", "PUT", new ResetInAnswer(), ""),
                new Trouble("reset in what is read back", "GET", new ResetInAnswer(), "reached"),
                new Trouble("a byte flipped on its way there", "PUT", new FlippedByte(), "not what was sent"),
                new Trouble("a byte flipped on its way back", "GET", new FlippedByte(), "has digest"),
                new Trouble("a checksum that lies", "PUT", new Lie(), "missing"));
    }

    /** The trouble lasts until it was explained and a full disk has asked for the local file; then it is over. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void afterAnyTroubleOneCorrectObjectIsThere(Trouble trouble) throws IOException {
        RecordingFacts call = Calls.call();
        network.plan(Integer.MAX_VALUE, trouble.method(), trouble.fault());
        StoringNode.finished(node, call, 1000);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> assertThat(explained()).contains(trouble.explained()));
        node.bean(LocalPurge.class).purge(); // a full disk asks for it
        assertThat(StoringNode.file(node, call, "audio.webm")).exists();
        network.repair();
        oneCorrectObjectIsThere(call);
    }

    @Test
    void sixHoursWithoutAnyAnswerEndInOneCorrectObject() throws IOException {
        RecordingFacts call = Calls.call();
        for (String method : List.of("PUT", "GET", "HEAD", "DELETE")) {
            network.plan(Integer.MAX_VALUE, method, new ResetInRequest());
        }
        StoringNode.finished(node, call, 1000);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> StoringNode.state(node).failures() > 0);
        int before = StoringNode.state(node).failures();
        TestWiring.CLOCK.pass(Duration.ofHours(6));
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            StoringNode.hurry(node);
            return StoringNode.state(node).failures() > before;
        });
        assertThat(StoringNode.file(node, call, "audio.webm")).exists();
        assertThat(objects(call)).isEmpty();
        assertThat(work(call)).isEqualTo("WAITING");
        network.repair();
        oneCorrectObjectIsThere(call);
    }

    @Test
    void aNameThatLooksLikeAPathLeadsNowhereElse() throws IOException {
        RecordingFacts call = Calls.call();
        String name = "..%2F..%2F..%2Fout.webm";
        network.plan(Integer.MAX_VALUE, "PUT", new Answer(503, "SlowDown"));
        StoringNode.finished(node, call, 1000);
        byte[] content = "kept under an odd name".getBytes(StandardCharsets.UTF_8);
        node.bean(Recordings.class).copied(call.id(), StoringNode.kept(node, call, name, Kind.STORED, content));
        network.repair();
        StoringNode.uploaded(node, call);
        assertThat(objects(call)).extractingByKey(name, PATH).hasBinaryContent(content);
        assertThat(StoringNode.objects(BUCKET))
                .filteredOn(file -> file.toString().contains("out.webm"))
                .allMatch(file -> file.resolveSibling("").endsWith(call.id().toString()));
    }

    @Test
    void aFileOutsideTheMediaDirectoryIsNeverSentWhateverTheCatalogueSays() throws IOException {
        RecordingFacts call = Calls.call();
        Files.writeString(home.resolve("outside"), "nobody's business");
        network.plan(Integer.MAX_VALUE, "PUT", new Answer(503, "SlowDown"));
        StoringNode.finished(node, call, 1000);
        node.sql(
                "update copy set location = '../outside', version = version + 1 where kind = 'STORED' and recording_id = '"
                        + call.id() + "'");
        network.repair();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            StoringNode.hurry(node);
            return work(call).equals("GIVEN_UP");
        });
        assertThat(StoringNode.places(node, call)).doesNotContain("s3 STORED", "s3 MANIFEST");
        for (Path object : StoringNode.objects(BUCKET)) {
            assertThat(Files.readString(object, StandardCharsets.ISO_8859_1)).doesNotContain("nobody's business");
        }
        node.sql("delete from work_item where recording_id = '" + call.id() + "'");
    }

    private static String work(RecordingFacts call) {
        return node.column(
                        String.class,
                        "select state from work_item where kind = 'UPLOAD' and recording_id = '" + call.id() + "'")
                .getFirst();
    }

    private static void oneCorrectObjectIsThere(RecordingFacts call) throws IOException {
        StoringNode.uploaded(node, call);
        assertThat(objects(call).keySet()).containsExactlyInAnyOrder("audio.webm", "peaks.json", "manifest.json");
        assertThat(objects(call))
                .extractingByKey("audio.webm", PATH)
                .hasSameBinaryContentAs(StoringNode.file(node, call, "audio.webm"));
        assertThat(StoringNode.places(node, call))
                .contains("s3 STORED", "s3 PEAKS", "s3 MANIFEST")
                .doesNotHaveDuplicates();
        assertThat(StoringNode.state(node).isWell()).isTrue();
    }

    /** All that the storage page says of it. */
    private static String explained() {
        return StoringNode.state(node).explained()
                + node.bean(StorageOverview.class).newest(1);
    }

    private static Map<String, Path> objects(RecordingFacts call) throws IOException {
        return StoringNode.objects(BUCKET).stream()
                .filter(file -> file.toString().contains(call.id().toString()))
                .collect(Collectors.toMap(file -> file.getFileName().toString(), file -> file));
    }
}
