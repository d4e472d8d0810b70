package org.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.harness.Calls;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost database comes back from the bucket. {@code -Drebuild.recordings=1000} is the full size. */
class CatalogueRebuildTest {
    private static final int RECORDINGS = Integer.getInteger("rebuild.recordings", 20);

    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();

    @BeforeEach
    void configure() {
        StoringNode.configure(home, S3Proxy.endpoint(), bucket);
    }

    @AfterEach
    void forget() {
        TestWiring.SETTINGS.clear();
    }

    @Test
    void theCatalogueIsWhatItWas() throws IOException {
        List<RecordingFacts> calls =
                Stream.generate(Calls::call).limit(RECORDINGS).toList();
        String before = uploaded(calls);
        Path damaged = StoringNode.objects(bucket)
                .getFirst()
                .resolveSibling("")
                .resolveSibling(UUID.randomUUID().toString());
        Files.writeString(Files.createDirectories(damaged).resolve("manifest.json"), "{\"format\":");
        try (TestNode node = StoringNode.start(CatalogueRebuild.class)) {
            CatalogueRebuild.Progress done = rebuilt(node);
            assertThat(done.because()).isEmpty();
            assertThat(done.manifests()).isEqualTo(RECORDINGS + 1);
            assertThat(done.failed()).as("the damaged one").isEqualTo(1);
            assertThat(node.bean(CatalogueRows.class).digest()).isEqualTo(before);
            assertThat(StoringNode.places(node, calls.getFirst()))
                    .containsExactlyInAnyOrder("s3 STORED", "s3 PEAKS", "s3 MANIFEST");
            assertThat(rebuilt(node).rows()).as("a repeat changes nothing").isZero();
        }
    }

    private String uploaded(List<RecordingFacts> calls) throws IOException {
        try (TestNode node = StoringNode.start()) {
            for (RecordingFacts call : calls) {
                StoringNode.finished(node, call, 100);
            }
            calls.forEach(call -> StoringNode.uploaded(node, call));
            return node.bean(CatalogueRows.class).digest();
        }
    }

    private static CatalogueRebuild.Progress rebuilt(TestNode node) {
        CatalogueRebuild rebuild = node.bean(CatalogueRebuild.class);
        rebuild.start(StoringNode.target(node));
        await().atMost(Duration.ofMinutes(10)).until(() -> !rebuild.progress().running());
        return rebuild.progress();
    }

    @Test
    void aTestOfTheTargetExplainsWhatFails() throws IOException {
        try (TestNode node = StoringNode.start(StorageCheck.class)) {
            assertThat(node.bean(StorageCheck.class).test(StoringNode.target(node)))
                    .extracting(StorageCheck.Step::ok)
                    .containsExactly(true, true, true, true, true, true);
            assertThat(StoringNode.objects(bucket)).isEmpty();
        }
        StoringNode.set(Setting.S3_SECRET_KEY, "wrong");
        try (TestNode node = StoringNode.start(StorageCheck.class)) {
            List<StorageCheck.Step> steps = node.bean(StorageCheck.class).test(StoringNode.target(node));
            assertThat(steps).hasSize(1);
            assertThat(steps.getFirst().explained()).contains("s3.secret-key");
        }
    }

    @Test
    void theOverviewTellsWhereRecordingsAre() throws IOException {
        RecordingFacts call = Calls.call();
        try (TestNode node = StoringNode.start(StorageOverview.class)) {
            StoringNode.finished(node, call, 100);
            StoringNode.uploaded(node, call);
            StorageOverview overview = node.bean(StorageOverview.class);
            assertThat(overview.backlog().waiting()).isZero();
            assertThat(overview.places())
                    .extracting(StorageOverview.Place::name)
                    .containsExactly("local", "s3");
            assertThat(overview.newest(10)).singleElement().satisfies(line -> {
                assertThat(line.local()).isTrue();
                assertThat(line.uploaded()).isTrue();
                assertThat(line.verifiedAt()).isNotNull();
                assertThat(line.upload()).isEqualTo("DONE");
            });
        }
    }
}
