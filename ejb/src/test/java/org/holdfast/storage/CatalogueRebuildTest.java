package org.holdfast.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.recording.row.RowId;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.storage.target.KnownTarget;
import org.holdfast.storage.target.ObjectKeys;
import org.holdfast.storage.target.StorageTarget;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.TargetAddress;
import org.holdfast.storage.target.TargetTerms;
import org.holdfast.storage.target.Targets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lost database comes back from the bucket. {@code -Drebuild.recordings=1000} takes as many through the whole upload. */
class CatalogueRebuildTest {
    private static final int RECORDINGS = Integer.getInteger("rebuild.recordings", 20);

    private static final int MANY = Integer.getInteger("rebuild.files", 100);

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

    /** Without the work queue and over files; {@code -Drebuild.files=1000} takes a minute of a processor. */
    @Test
    void manyRecordingsAtATargetOfFilesAreWhatTheyWere() throws IOException {
        KnownTarget archive = archive();
        String before;
        try (TestNode node = StoringNode.start(Targets.class, AuditTrail.class, AuditAnchor.class)) {
            StorageTarget target = made(node, archive);
            for (int i = 0; i < MANY; i++) {
                stored(node, target, Calls.call());
            }
            before = node.bean(CatalogueRows.class).digest();
        }
        try (TestNode node =
                StoringNode.start(Targets.class, AuditTrail.class, AuditAnchor.class, CatalogueRebuild.class)) {
            CatalogueRebuild rebuild = node.bean(CatalogueRebuild.class);
            rebuild.start(made(node, archive));
            await().atMost(Duration.ofMinutes(10))
                    .until(() -> !rebuild.progress().running());
            assertThat(rebuild.progress().manifests()).isEqualTo(MANY);
            assertThat(rebuild.progress().failed()).isZero();
            assertThat(node.count("select count(*) from recording")).isEqualTo(MANY);
            assertThat(node.bean(CatalogueRows.class).digest()).isEqualTo(before);
        }
    }

    private static KnownTarget archive() {
        TargetAddress address = new TargetAddress(TargetAddress.Type.DIRECTORY, "", "", "", "holdfast", "", "archive");
        return new KnownTarget(
                RowId.next(), 0, "archive", true, 1, address, TargetTerms.usual(true), KnownTarget.Use.EVERYTHING);
    }

    private static StorageTarget made(TestNode node, KnownTarget wanted) {
        node.bean(Targets.class)
                .create(new SignedIn(RowId.next(), "admin", "Admin", "127.0.0.1", Set.of()), wanted, null);
        return node.bean(StorageTargets.class).at(wanted.place()).orElseThrow();
    }

    /** As an upload leaves it, but not forced to the disk three times: that would be most of this test's time. */
    private void stored(TestNode node, StorageTarget target, RecordingFacts call) throws IOException {
        Recordings recordings = node.bean(Recordings.class);
        recordings.add(
                call,
                List.of(new RecordingFacts.Body(call.startedAt(), "INVITE", "application/sdp", new byte[] {1, 2})));
        byte[] audio = call.id().toString().getBytes(StandardCharsets.US_ASCII);
        MediaCopy copy = put(target, call, "audio.webm", MediaCopy.Kind.STORED, audio);
        recordings.copied(call.id(), copy);
        byte[] manifest = Manifest.of(
                        call, List.of(copy), node.bean(CatalogueRows.class).of(call.id()))
                .bytes();
        recordings.copied(call.id(), put(target, call, ObjectKeys.MANIFEST, MediaCopy.Kind.MANIFEST, manifest));
    }

    private MediaCopy put(StorageTarget target, RecordingFacts call, String name, MediaCopy.Kind kind, byte[] content)
            throws IOException {
        String key = Uploader.folder(target, call) + name;
        Path file = home.resolve("objects/archive").resolve(key);
        Files.write(Files.createDirectories(file.resolveSibling("")).resolve(name), content);
        String sha256 = HexFormat.of().formatHex(Sha256.digest(content));
        return new MediaCopy(target.place(), kind, "application/octet-stream", key, content.length, sha256, Calls.NOON);
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
