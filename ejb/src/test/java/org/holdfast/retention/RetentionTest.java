package org.holdfast.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes, when, and what a legal hold keeps: on a real disk, in a real database and a real bucket. */
class RetentionTest {
    private static final Actor CAROL = new Actor(null, "carol", "127.0.60.3");

    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();
    private final RecordingFacts call = Calls.call();

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @BeforeEach
    void configure() {
        StoringNode.configure(home, S3Proxy.endpoint(), bucket);
        StoringNode.set(Setting.MEDIA_LOW_WATER, "0");
    }

    private void start() throws IOException {
        node = StoringNode.start(
                DeletingNode.with(LocalPurge.class, Playback.class, AuditTrail.class, AuditAnchor.class));
        StoringNode.finished(node, call, 1000);
        StoringNode.uploaded(node, call);
    }

    @AfterEach
    void stop() {
        node.close();
        TestWiring.SETTINGS.clear();
    }

    private int purge() throws IOException {
        return node.bean(LocalPurge.class).purge();
    }

    @Test
    void localMediaGoesWhenItWasLongEnoughInTheBucketAndPlaysFromThere() throws IOException {
        start();
        byte[] audio = Files.readAllBytes(StoringNode.file(node, call, "audio.webm"));
        TestWiring.CLOCK.pass(Duration.ofHours(23));
        assertThat(purge()).isZero();
        TestWiring.CLOCK.pass(Duration.ofHours(2));
        assertThat(purge()).isEqualTo(2);
        assertThat(StoringNode.file(node, call, "audio.webm")).doesNotExist();
        assertThat(StoringNode.file(node, call, "audio.wav")).exists();
        assertThat(StoringNode.places(node, call))
                .containsExactlyInAnyOrder("local LOSSLESS", "s3 STORED", "s3 PEAKS", "s3 MANIFEST");
        PlayableMedia heard =
                node.bean(Playback.class).media(call.id(), MediaFormat.STORED).orElseThrow();
        assertThat(read(heard, 0, 1000)).isEqualTo(audio);
        assertThat(read(heard, 400, 17)).isEqualTo(Arrays.copyOfRange(audio, 400, 417));
        assertThat(node.bean(Playback.class).peaks(call.id())).isPresent();
        TestWiring.CLOCK.pass(Duration.ofDays(7));
        assertThat(purge()).isEqualTo(1);
        assertThat(StoringNode.file(node, call, "audio.wav")).doesNotExist();
    }

    @Test
    void aFillingDiskDoesNotWait() throws IOException {
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        start();
        assertThat(purge()).isEqualTo(2);
        assertThat(StoringNode.file(node, call, "audio.wav"))
                .as("it has no copy in the bucket")
                .exists();
    }

    @Test
    void whatIsInNoBucketStays() throws IOException {
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        start();
        node.sql("update copy set deleted = true, version = version + 1 where place = 's3' and kind = 'MANIFEST'");
        assertThat(purge()).isZero();
    }

    @Test
    void whatIsNotInTheBucketAnyMoreStays() throws IOException {
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        start();
        for (Path object : StoringNode.objects(bucket)) {
            Files.delete(object);
        }
        assertThat(purge()).isZero();
        assertThat(StoringNode.file(node, call, "audio.webm")).exists();
    }

    @Test
    void aHeldRecordingKeepsItsFilesAndCannotBeDeleted() throws IOException {
        StoringNode.set(Setting.MEDIA_LOW_WATER, "99");
        start();
        LegalHolds holds = node.bean(LegalHolds.class);
        assertThat(holds.place(call.id(), "case 4711", CAROL)).isPresent();
        assertThat(holds.place(call.id(), "another", CAROL).orElseThrow().reason())
                .isEqualTo("case 4711");
        assertThat(purge()).isZero();
        assertThatThrownBy(() -> node.bean(Deletion.class).delete(call.id(), CAROL, ""))
                .isInstanceOf(DeletionRefused.class)
                .hasMessageContaining("case 4711");
        assertThat(StoringNode.objects(bucket)).hasSize(3);
        holds.release(call.id(), CAROL);
        assertThat(holds.of(call.id())).isEmpty();
        assertThat(purge()).isEqualTo(2);
    }

    @Test
    void aDeletedRecordingIsNowhere() throws IOException {
        start();
        assertThat(node.bean(Deletion.class).delete(call.id(), CAROL, "")).isTrue();
        assertThat(StoringNode.objects(bucket)).isEmpty();
        assertThat(StoringNode.file(node, call, "audio.wav").getParent()).doesNotExist();
        assertThat(node.bean(Recordings.class).facts(call.id())).isEmpty();
        assertThat(node.bean(Playback.class).media(call.id(), MediaFormat.STORED))
                .isEmpty();
        assertThat(node.bean(Deletion.class).delete(call.id(), CAROL, "")).isFalse();
        assertThat(node.bean(LegalHolds.class).place(call.id(), "too late", CAROL))
                .isEmpty();
    }

    private static byte[] read(PlayableMedia media, long from, long length) throws IOException {
        try (InputStream in = media.source().open(from, length)) {
            return in.readAllBytes();
        }
    }
}
