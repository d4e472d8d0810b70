package org.holdfast.storage.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.FaultyNetwork;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.export.CatalogueRows;
import org.holdfast.retention.Deletion;
import org.holdfast.settings.Setting;
import org.holdfast.storage.CatalogueRebuild;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes change in a real bucket and on a real disk; reading again finds it. */
class ScrubTest {
    private static final long ALL = 1L << 30;

    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();
    private final RecordingFacts call = Calls.call();
    private FaultyNetwork network;
    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        network = new FaultyNetwork(S3Proxy.endpoint());
        StoringNode.configure(home, network.endpoint(), bucket);
        StoringNode.set(Setting.S3_TIMEOUT, "5s");
        node = started();
        StoringNode.finished(node, call, 1000);
        StoringNode.uploaded(node, call);
    }

    private static TestNode started() {
        return StoringNode.start(DeletingNode.with(
                ScrubRows.class,
                StoredBytes.class,
                Repair.class,
                Scrub.class,
                StorageFaults.class,
                StorageWatch.class,
                Playback.class,
                CatalogueRebuild.class,
                AuditTrail.class,
                AuditAnchor.class));
    }

    @AfterEach
    void stop() throws IOException {
        node.close();
        network.close();
        TestWiring.SETTINGS.clear();
    }

    private void scrub() {
        node.bean(Scrub.class).round(ALL);
        node.bean(StorageFaults.class).look();
    }

    private StorageWatch.Seen seen() {
        return node.bean(StorageWatch.class).seen();
    }

    private Path object(String name) throws IOException {
        return StoringNode.objects(bucket).stream()
                .filter(file -> file.getFileName().toString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte[] flipped(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        return bytes;
    }

    private MediaCopy copy(String place, MediaCopy.Kind kind) {
        return node.bean(Recordings.class).copies(call.id()).stream()
                .filter(one -> one.place().equals(place) && one.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsGoodIsReadAndLeftAlone() throws IOException {
        String before = node.bean(CatalogueRows.class).digest();
        scrub();
        assertThat(seen()).isEqualTo(new StorageWatch.Seen("", 6, 0, 0));
        assertThat(node.bean(CatalogueRows.class).digest()).isEqualTo(before);
        assertThat(StoringNode.objects(bucket)).hasSize(3);
    }

    @Test
    void aFlippedByteInTheBucketIsFoundAndRepairedFromTheLocalFile() throws IOException {
        byte[] damaged = flipped(object("audio.webm"));
        scrub();
        assertThat(seen().repaired()).isEqualTo(1);
        assertThat(seen().fault()).contains("1 stored files were damaged and were repaired");
        assertThat(node.bean(ScrubRows.class).findings(10)).singleElement().satisfies(finding -> {
            assertThat(finding.repaired()).isTrue();
            assertThat(finding.because()).contains("repaired from local");
        });
        assertThat(object("audio.webm")).as("kept as evidence").hasBinaryContent(damaged);
        byte[] good = Files.readAllBytes(StoringNode.file(node, call, "audio.webm"));
        String key = copy("s3", MediaCopy.Kind.STORED).location();
        assertThat(S3Proxy.directory(bucket).resolve(key)).hasBinaryContent(good);
        Files.delete(StoringNode.file(node, call, "audio.webm"));
        assertThat(heard()).isEqualTo(good);
        String catalogue = node.bean(CatalogueRows.class).digest();
        node.close();
        node = started(); // an empty database, rebuilt: it knows the repaired object, not the damaged one
        CatalogueRebuild rebuild = node.bean(CatalogueRebuild.class);
        rebuild.start(StoringNode.target(node));
        org.awaitility.Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .until(() -> !rebuild.progress().running());
        assertThat(node.bean(CatalogueRows.class).digest()).isEqualTo(catalogue);
        assertThat(heard()).isEqualTo(good);
        node.bean(Deletion.class).delete(call.id(), new Actor(null, "admin", ""), "a test");
        assertThat(StoringNode.objects(bucket)).isEmpty();
    }

    private byte[] heard() throws IOException {
        PlayableMedia media =
                node.bean(Playback.class).media(call.id(), MediaFormat.STORED).orElseThrow();
        try (InputStream in = media.source().open(0, media.length())) {
            return in.readAllBytes();
        }
    }

    @Test
    void aFlippedByteOnTheDiskIsRepairedFromTheBucket() throws IOException {
        Path file = StoringNode.file(node, call, "audio.webm");
        byte[] good = Files.readAllBytes(file);
        byte[] damaged = flipped(file);
        scrub();
        assertThat(file).hasBinaryContent(good);
        try (Stream<Path> beside = Files.list(file.resolveSibling(""))) {
            List<Path> aside =
                    beside.filter(one -> one.toString().contains(".damaged-")).toList();
            assertThat(aside).singleElement().satisfies(one -> assertThat(one).hasBinaryContent(damaged));
        }
        assertThat(seen().damaged()).isZero();
    }

    @Test
    void anObjectThatIsGoneIsPutAgain() throws IOException {
        byte[] good = Files.readAllBytes(object("audio.webm"));
        Files.delete(object("audio.webm"));
        scrub();
        assertThat(object("audio.webm")).hasBinaryContent(good);
        assertThat(seen().repaired()).isEqualTo(1);
    }

    @Test
    void aDamagedManifestIsWrittenAnew() throws IOException {
        flipped(object("manifest.json"));
        scrub();
        assertThat(seen().repaired()).isEqualTo(1);
        assertThat(copy("s3", MediaCopy.Kind.MANIFEST).location()).doesNotEndWith("/manifest.json");
    }

    @Test
    void withoutAGoodCopyNothingIsTouchedAndTheAlarmStaysUntilThereIsOne() throws IOException {
        Path file = StoringNode.file(node, call, "audio.webm");
        byte[] good = Files.readAllBytes(file);
        byte[] damagedFile = flipped(file);
        byte[] damagedObject = flipped(object("audio.webm"));
        damagedObject[0] ^= 1;
        Files.write(object("audio.webm"), damagedObject);
        scrub();
        assertThat(seen().damaged()).isEqualTo(2);
        assertThat(seen().fault()).contains("2 stored files are damaged and have no good copy");
        assertThat(file).hasBinaryContent(damagedFile);
        assertThat(object("audio.webm")).hasBinaryContent(damagedObject);
        Files.write(file, good);
        TestWiring.CLOCK.pass(Duration.ofMinutes(11));
        scrub();
        assertThat(seen().damaged()).isZero();
        assertThat(heard()).isEqualTo(good);
    }

    @Test
    void aStoreThatDoesNotAnswerSaysNothingOfItsObjects() throws IOException {
        network.plan(Integer.MAX_VALUE, "GET", new FaultyNetwork.Answer(503, "SlowDown"));
        network.plan(Integer.MAX_VALUE, "HEAD", new FaultyNetwork.Answer(503, "SlowDown"));
        scrub();
        assertThat(seen().damaged() + seen().repaired()).isZero();
        assertThat(seen().fault()).isEmpty();
        TestWiring.CLOCK.pass(Duration.ofMinutes(16));
        node.bean(StorageFaults.class).look();
        assertThat(seen().fault()).contains("fails since", "less often");
    }

    @Test
    void aByteThatFlipsOnItsWayHereIsNoDamage() throws IOException {
        network.plan(1, "GET", new FaultyNetwork.FlippedByte());
        scrub();
        assertThat(seen()).isEqualTo(new StorageWatch.Seen("", 6, 0, 0));
    }

    @Test
    void aSmallBudgetComesToTheEndInRounds() throws IOException {
        byte[] bytes = Files.readAllBytes(object("audio.webm"));
        flipped(object("audio.webm"));
        for (int minute = 0; minute < 10; minute++) {
            node.bean(Scrub.class).round(bytes.length / 2);
        }
        node.bean(StorageFaults.class).look();
        assertThat(seen().repaired()).isEqualTo(1);
        assertThat(node.bean(ScrubRows.class)
                        .summary("a", TestWiring.CLOCK.instant())
                        .rounds())
                .isPositive();
        assertThat(Arrays.equals(bytes, heard())).isTrue();
    }
}
