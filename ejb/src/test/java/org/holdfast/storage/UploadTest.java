package org.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.holdfast.harness.Calls;
import org.holdfast.harness.FaultyNetwork;
import org.holdfast.harness.FaultyNetwork.Answer;
import org.holdfast.harness.FaultyNetwork.ResetInRequest;
import org.holdfast.harness.FaultyNetwork.SilenceAfterwards;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.storage.object.TargetState;
import org.holdfast.work.WorkEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings go to a real S3 server over a network that does what the test wants. */
class UploadTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();
    private final RecordingFacts call = Calls.call();
    private FaultyNetwork network;

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        network = new FaultyNetwork(S3Proxy.endpoint());
        StoringNode.configure(home, network.endpoint(), bucket);
        StoringNode.set(Setting.S3_TIMEOUT, "1s");
        StoringNode.set(Setting.S3_MULTIPART_ABOVE, "5");
    }

    private void node() {
        node = StoringNode.start();
    }

    @AfterEach
    void stop() throws IOException {
        network.close();
        node.close();
        TestWiring.SETTINGS.clear();
    }

    @Test
    void aRecordingIsInTheBucketOnceItWasReadBack() throws IOException {
        node();
        finished(call, 1000);
        uploaded(call);
        assertThat(objects().keySet()).containsExactlyInAnyOrder("audio.webm", "peaks.json", "manifest.json");
        assertThat(objects().get("audio.webm")).isEqualTo(sha256(file(call, "audio.webm")));
        assertThat(StoringNode.places(node, call))
                .containsExactlyInAnyOrder(
                        "local LOSSLESS", "local STORED", "local PEAKS", "s3 STORED", "s3 PEAKS", "s3 MANIFEST");
        String manifest = Files.readString(file(call, "manifest.json"));
        assertThat(manifest).contains("\"version\":1", "audio.webm", "sip:alice@example.com", "\"metadata_snapshot\"");
    }

    @Test
    void itsJournalIsSafeToPurgeOnlyThen() throws IOException {
        node();
        network.plan(Integer.MAX_VALUE, "PUT", new Answer(503, "SlowDown"));
        JournalDirectory journals = JournalDirectory.open(home.resolve("journal"));
        Files.createFile(journals.kept().resolve(call.journal()));
        finished(call, 1000);
        await().atMost(PATIENCE).until(() -> tried() > 0);
        assertThat(journals.safeToPurge()).isEmpty();
        network.repair();
        uploaded(call);
        assertThat(journals.safeToPurge()).hasSize(1);
    }

    @Test
    void withoutABucketNothingIsUploadedAndTheJournalIsSafe() throws IOException {
        TestWiring.SETTINGS.remove(Setting.S3_BUCKET.property());
        node();
        JournalDirectory journals = JournalDirectory.open(home.resolve("journal"));
        Files.createFile(journals.kept().resolve(call.journal()));
        finished(call, 1000);
        uploaded(call);
        assertThat(objects()).isEmpty();
        assertThat(journals.safeToPurge()).hasSize(1);
    }

    @Test
    void whileTheTargetRestsNobodyAsksIt() throws IOException {
        node();
        network.plan(Integer.MAX_VALUE, "PUT", new Answer(500, "InternalError"));
        finished(call, 100);
        await().atMost(PATIENCE).until(() -> {
            TargetState state = StoringNode.state(node);
            boolean rests = state.failures() >= 6 && state.pausedUntil() != null;
            if (!rests) {
                StoringNode.hurry(node);
            }
            return rests;
        });
        assertThat(StoringNode.state(node).pausedUntil()).isAfter(TestWiring.CLOCK.instant());
        await().atMost(PATIENCE).until(() -> node.bean(WorkEngine.class).running() == 0);
        int before = network.asked();
        node.sql("update work_item set due_at = now() where leased_by is null");
        node.bean(WorkEngine.class).wake();
        assertThat(node.bean(UploadStep.class).isOpen()).isFalse();
        assertThat(network.asked()).isEqualTo(before);
    }

    @Test
    void aLongFileSurvivesTroubleInItsParts() throws IOException {
        StoringNode.set(Setting.S3_TIMEOUT, "5s");
        node();
        network.plan(3, "PUT", new ResetInRequest());
        network.plan(1, "POST", new SilenceAfterwards());
        finished(call, 11 << 20);
        uploaded(call);
        assertThat(objects().get("audio.webm")).isEqualTo(sha256(file(call, "audio.webm")));
    }

    @Test
    void whatWasThereBeforeIsNeverOverwrittenAndNeverACopy() throws IOException {
        node();
        Path before = S3Proxy.directory(bucket)
                .resolve("holdfast/00000000-0000-7000-8000-000000000000/2026/11/22/" + call.id() + "/audio.webm");
        Files.createDirectories(before.resolveSibling(""));
        Files.writeString(before, "somebody else's");
        finished(call, 1000);
        await().atMost(PATIENCE).until(() -> {
            StoringNode.hurry(node);
            return node.count("select count(*) from work_item where state = 'GIVEN_UP'") == 1;
        });
        assertThat(before).hasContent("somebody else's");
        assertThat(StoringNode.places(node, call)).doesNotContain("s3 STORED", "s3 MANIFEST");
    }

    @Test
    void sixHoursAwayLosesNothingAndDoublesNothing() throws IOException {
        node();
        network.plan(Integer.MAX_VALUE, "PUT", new Answer(500, "InternalError"));
        List<RecordingFacts> calls = Stream.generate(Calls::call).limit(12).toList();
        for (RecordingFacts one : calls) {
            finished(one, 500);
        }
        await().atMost(PATIENCE).until(() -> tried() > 0);
        int before = StoringNode.state(node).failures();
        TestWiring.CLOCK.pass(Duration.ofHours(6));
        node.bean(WorkEngine.class).wake();
        await().atMost(PATIENCE).until(() -> StoringNode.state(node).failures() > before);
        assertThat(objects()).isEmpty();
        network.repair();
        for (RecordingFacts one : calls) {
            uploaded(one);
        }
        assertThat(StoringNode.objects(bucket)).hasSize(12 * 3);
    }

    @Test
    void atNightMeansNotBefore() throws IOException {
        StoringNode.set(Setting.UPLOAD_WINDOW, "22:00-05:00");
        node();
        assertThat(node.bean(UploadStep.class).isOpen())
                .isEqualTo(new UploadWindow(java.time.LocalTime.of(22, 0), java.time.LocalTime.of(5, 0))
                        .contains(TestWiring.CLOCK.instant()));
        UploadWindow night = UploadWindow.of("22:00-05:00");
        assertThat(night.contains(java.time.Instant.parse("2026-11-22T21:59:59Z")))
                .isFalse();
        assertThat(night.contains(java.time.Instant.parse("2026-11-22T22:00:00Z")))
                .isTrue();
        assertThat(night.contains(java.time.Instant.parse("2026-11-23T04:59:59Z")))
                .isTrue();
        assertThat(night.contains(java.time.Instant.parse("2026-11-23T05:00:00Z")))
                .isFalse();
        assertThat(UploadWindow.of("").contains(java.time.Instant.EPOCH)).isTrue();
    }

    @Test
    void theRateHoldsOnAverage() {
        node();
        UploadBudget budget = new UploadBudget(1000, TestWiring.CLOCK);
        assertThat(budget.allows()).isTrue();
        budget.spent(7000); // five seconds were saved up: two are owed
        assertThat(budget.allows()).isFalse();
        TestWiring.CLOCK.pass(Duration.ofMillis(1999));
        assertThat(budget.allows()).isFalse();
        TestWiring.CLOCK.pass(Duration.ofMillis(2));
        assertThat(budget.allows()).isTrue();
    }

    private void finished(RecordingFacts facts, int bytes) throws IOException {
        StoringNode.finished(node, facts, bytes);
    }

    private Path file(RecordingFacts facts, String name) {
        return StoringNode.file(node, facts, name);
    }

    private void uploaded(RecordingFacts facts) {
        StoringNode.uploaded(node, facts);
    }

    private long tried() {
        return StoringNode.state(node).failures();
    }

    /** Objects of the bucket by the last part of their keys, with their digests. */
    private Map<String, String> objects() throws IOException {
        return StoringNode.objects(bucket).stream()
                .collect(Collectors.toMap(file -> file.getFileName().toString(), UploadTest::sha256));
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(Sha256.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
