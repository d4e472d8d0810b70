package org.holdfast.finalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.audit.Actor;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.erasure.MediaKeyTraces;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.S3Proxy;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.Rewrapping;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyUnavailable;
import org.holdfast.media.key.KeyVersions;
import org.holdfast.playback.MediaFormat;
import org.holdfast.playback.MediaLocked;
import org.holdfast.playback.PlayableMedia;
import org.holdfast.playback.Playback;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.MediaCopy.Kind;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.Sha256;
import org.holdfast.retention.Deletion;
import org.holdfast.settings.Setting;
import org.holdfast.storage.CatalogueRebuild;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.UploadStep;
import org.holdfast.work.WorkOutcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Media is encrypted before it leaves, heard from wherever it lies, and lost with its key. */
class EncryptedRecordingTest {
    @TempDir
    Path home;

    private final String bucket = S3Proxy.bucket();
    private final RecordingFacts call = Calls.call();
    private final byte[] wav = wav();
    private Path keys;
    private TestNode node;

    @BeforeEach
    void start() throws IOException {
        keys = home.resolve("keys");
        KeyVersions.create(keys, Clock.systemUTC());
        StoringNode.configure(home, S3Proxy.endpoint(), bucket);
        StoringNode.set(Setting.UPLOAD_LOSSLESS, "true");
        StoringNode.set(Setting.ENCRYPTION_MEDIA, "true");
        TestWiring.set(Setting.ENCRYPTION_KEY_FILE, keys);
        node = node();
        node.bean(Recordings.class).add(call, List.of());
        MediaDirectory media = node.bean(MediaDirectory.class);
        Path folder = Files.createDirectories(media.folder(call.id(), call.startedAt()));
        keep(Files.write(folder.resolve("audio.wav"), wav), Kind.LOSSLESS, "audio/wav", wav);
        byte[] peaks = "[1,2,3]".getBytes(StandardCharsets.US_ASCII);
        keep(Files.write(folder.resolve("peaks.json"), peaks), Kind.PEAKS, "application/json", peaks);
    }

    private void keep(Path file, Kind kind, String type, byte[] content) throws IOException {
        String sha256 = HexFormat.of().formatHex(Sha256.digest(content));
        node.bean(Recordings.class)
                .copied(call.id(), node.bean(MediaDirectory.class).verified(file, kind, type, sha256));
    }

    private static TestNode node() {
        return StoringNode.start(DeletingNode.with(
                AuditTrail.class,
                AuditAnchor.class,
                Rewrapping.class,
                MediaKeyTraces.class,
                Workshop.class,
                LocalEncryption.class,
                EncodeStep.class,
                CatalogueRebuild.class,
                Playback.class));
    }

    @AfterEach
    void stop() {
        node.close();
        TestWiring.SETTINGS.clear();
    }

    /** Two seconds of a rising tone nobody would mistake, PCM of two channels. */
    private static byte[] wav() {
        int samples = 2 * 2 * 16_000;
        ByteBuffer wav = ByteBuffer.allocate(44 + 2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(36 + 2 * samples);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 2)
                .putInt(16_000)
                .putInt(64_000)
                .putShort((short) 4);
        wav.putShort((short) 16).put("data".getBytes(StandardCharsets.US_ASCII)).putInt(2 * samples);
        for (int i = 0; i < samples; i++) {
            wav.putShort((short) (8_000 * Math.sin(i * i / 1e6)));
        }
        return wav.array();
    }

    private void encodeAndUpload() throws Exception {
        assertThat(node.bean(EncodeStep.class).perform(call.id())).isEqualTo(WorkOutcome.done());
        assertThat(node.bean(UploadStep.class).perform(call.id())).isEqualTo(WorkOutcome.done());
    }

    private byte[] heard(MediaFormat format, int from, int length) throws IOException {
        PlayableMedia media = node.bean(Playback.class).media(call.id(), format).orElseThrow();
        try (InputStream in = media.source().open(from, length)) {
            return in.readAllBytes();
        }
    }

    private void localMediaGoes() throws IOException {
        Path folder = node.bean(MediaDirectory.class).folder(call.id(), call.startedAt());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void nothingThatLeavesOrStaysIsInClearAndAllOfItIsHeard() throws Exception {
        encodeAndUpload();
        Path folder = node.bean(MediaDirectory.class).folder(call.id(), call.startedAt());
        assertThat(folder).isDirectoryNotContaining("glob:**{.wav,.webm,peaks.json}");
        String secret = new String(Arrays.copyOfRange(wav, 1000, 1016), StandardCharsets.ISO_8859_1);
        List<Path> objects = StoringNode.objects(bucket);
        assertThat(objects)
                .extracting(file -> file.getFileName().toString())
                .containsExactlyInAnyOrder("audio.wav.enc", "audio.webm.enc", "peaks.json.enc", "manifest.json");
        for (Path object : objects) {
            assertThat(Files.readString(object, StandardCharsets.ISO_8859_1)).doesNotContain(secret, "[1,2,3]");
        }

        PlayableMedia playable =
                node.bean(Playback.class).media(call.id(), MediaFormat.WAV).orElseThrow();
        assertThat(playable.length()).isEqualTo(wav.length);
        assertThat(playable.sha256()).isEqualTo(HexFormat.of().formatHex(Sha256.digest(wav)));
        assertThat(playable.fileName()).isEqualTo(call.id() + ".wav");
        assertThat(heard(MediaFormat.WAV, 0, wav.length)).isEqualTo(wav);
        byte[] webm = heard(MediaFormat.STORED, 0, 1 << 20);
        localMediaGoes();
        assertThat(heard(MediaFormat.WAV, 65_530, 20)).isEqualTo(Arrays.copyOfRange(wav, 65_530, 65_550));
        assertThat(heard(MediaFormat.STORED, 0, 1 << 20)).isEqualTo(webm);
        assertThat(new String(webm, 0, 40, StandardCharsets.ISO_8859_1)).contains("webm");
    }

    @Test
    void aRepeatFindsItsOwnWork() throws Exception {
        encodeAndUpload();
        node.bean(LocalEncryption.class).encrypt(call.id());
        assertThat(node.bean(UploadStep.class).perform(call.id())).isEqualTo(WorkOutcome.done());
        assertThat(StoringNode.objects(bucket)).hasSize(4);
        assertThat(node.count("select count(*) from media_key")).isEqualTo(1);
    }

    @Test
    void aNewKeyWrapsTheOldKeysAndNoMediaIsTouched() throws Exception {
        encodeAndUpload();
        List<Path> objects = StoringNode.objects(bucket);
        List<String> before =
                objects.stream().map(EncryptedRecordingTest::digest).toList();
        String old = KeyFile.open(keys).newest();
        KeyVersions.read(keys).rotated(keys, Clock.systemUTC());
        String newest = KeyFile.open(keys).newest();
        assertThat(heard(MediaFormat.WAV, 0, 10)).hasSize(10);

        Rewrapping rewrapping = node.bean(Rewrapping.class);
        assertThat(rewrapping.state().recordings()).containsOnlyKeys(old);
        rewrapping.start();
        await().until(() -> !rewrapping.progress().running());

        assertThat(rewrapping.progress().because()).isEmpty();
        assertThat(rewrapping.progress().rewrapped()).isEqualTo(1);
        assertThat(rewrapping.state().recordings()).containsOnlyKeys(newest);
        List<String> lines = Files.readAllLines(keys);
        Files.write(keys, lines.stream().filter(line -> !line.startsWith(old)).toList());
        assertThat(heard(MediaFormat.WAV, 0, wav.length)).isEqualTo(wav);
        assertThat(objects.stream().map(EncryptedRecordingTest::digest).toList())
                .isEqualTo(before);
    }

    private static String digest(Path file) {
        try {
            return HexFormat.of().formatHex(Sha256.digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCatalogueThatWasRebuiltHearsIt() throws Exception {
        encodeAndUpload();
        localMediaGoes();
        node.close();
        node = node();
        rebuild();
        assertThat(heard(MediaFormat.WAV, 0, wav.length)).isEqualTo(wav);
    }

    private void rebuild() {
        CatalogueRebuild rebuild = node.bean(CatalogueRebuild.class);
        rebuild.start(StoringNode.target(node));
        await().until(() -> !rebuild.progress().running());
        assertThat(rebuild.progress().because()).isEmpty();
        assertThat(rebuild.progress().failed()).isZero();
    }

    @Test
    void withItsKeyEveryCopyIsGoneForGood() throws Exception {
        encodeAndUpload();
        Playback playback = node.bean(Playback.class);
        PlayableMedia before = playback.media(call.id(), MediaFormat.WAV).orElseThrow();

        List<String> told = new ArrayList<>();
        node.bean(MediaKeyTraces.class).erase(call.id(), (kind, what) -> told.add(kind + " " + what));

        assertThat(told).containsExactly("key media_key " + call.id());
        assertThat(node.bean(MediaKeys.class).destroyKey(call.id(), "ann")).isFalse();
        assertThat(playback.media(call.id(), MediaFormat.WAV)).isEmpty();
        assertThat(playback.media(call.id(), MediaFormat.STORED)).isEmpty();
        assertThat(playback.peaks(call.id())).isEmpty();
        assertThatThrownBy(() -> before.source().open(0, 1))
                .isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining("destroyed");
        assertThat(node.column(String.class, "select wrapped || destroyed_by from media_key"))
                .containsExactly(Actor.SYSTEM.login());
        rebuild();
        assertThat(node.bean(MediaKeys.class).isDestroyed(call.id())).isTrue();
    }

    @Test
    void deletingItTakesTheKeyOfCopiesOutOfReach() throws Exception {
        encodeAndUpload();
        MediaKeys held = node.bean(MediaKeys.class);
        assertThat(held.isDestroyed(call.id())).isFalse();
        List<String> told = new ArrayList<>();

        node.bean(Deletion.class)
                .delete(call.id(), new Actor(null, "carol", ""), "", (kind, what) -> told.add(kind + " " + what));

        assertThat(held.isDestroyed(call.id())).isTrue();
        assertThat(told).contains("key media_key " + call.id());
        assertThat(node.column(String.class, "select destroyed_by from media_key"))
                .containsExactly("carol");
    }

    @Test
    void whileThereIsNoKeyMediaWaitsHereAndNothingIsUploadedInClear() throws Exception {
        Path away = Files.move(keys, home.resolve("away"));
        WorkOutcome waits = node.bean(EncodeStep.class).perform(call.id());
        assertThat(waits)
                .isInstanceOfSatisfying(
                        WorkOutcome.RetryAfter.class,
                        retry -> assertThat(retry.because()).contains(keys.toString()));
        Files.move(away, keys);
        encodeAndUpload();
        Files.move(keys, away);
        assertThatThrownBy(() -> node.bean(Playback.class).requireKey(call.id()))
                .isInstanceOf(MediaLocked.class)
                .hasMessageContaining(keys.toString());
        assertThat(node.bean(Rewrapping.class).state().because()).contains(keys.toString());
    }

    @Test
    void whatIsInClearAlreadyIsHeardAsEver() throws Exception {
        MediaCopy copy = node.bean(Recordings.class).copies(call.id()).getFirst();
        assertThat(copy.isEncrypted()).isFalse();
        assertThat(heard(MediaFormat.WAV, 0, 10)).isEqualTo(Arrays.copyOf(wav, 10));
        node.bean(Playback.class).requireKey(call.id());
    }
}
