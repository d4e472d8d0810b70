package org.holdfast.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.Sha256;
import org.holdfast.settings.Setting;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.StoredTargets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaybackTest {
    @TempDir
    Path media;

    private TestNode node;
    private Playback playback;
    private MediaDirectory directory;
    private final RecordingFacts call = Calls.call();

    @BeforeEach
    void start() {
        TestWiring.set(Setting.MEDIA_DIRECTORY, media);
        node = TestNode.of(
                Recordings.class,
                MediaDirectory.class,
                StoredTargets.class,
                StorageTargets.class,
                NodeKeys.class,
                MediaKeyRows.class,
                MediaKeys.class,
                Playback.class,
                Integrity.class);
        playback = node.bean(Playback.class);
        directory = node.bean(MediaDirectory.class);
        node.bean(Recordings.class).add(call, List.of());
    }

    @AfterEach
    void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void givesAnyRangeOfTheNearestCopy() throws IOException {
        kept("audio.wav", MediaCopy.Kind.LOSSLESS, "0123456789");
        PlayableMedia wav = playback.media(call.id(), MediaFormat.WAV).orElseThrow();
        assertThat(wav.length()).isEqualTo(10);
        assertThat(wav.fileName()).isEqualTo(call.id() + ".wav");
        assertThat(read(wav, 0, 10)).isEqualTo("0123456789");
        assertThat(read(wav, 3, 4)).isEqualTo("3456");
        assertThat(read(wav, 9, 1)).isEqualTo("9");
        assertThat(wav.etag()).isEqualTo('"' + wav.sha256() + '"');
    }

    @Test
    void theStoredFormIsTheEncodedOneAsSoonAsThereIsOne() throws IOException {
        kept("audio.wav", MediaCopy.Kind.LOSSLESS, "wav");
        assertThat(playback.media(call.id(), MediaFormat.WEBM)).isEmpty();
        assertThat(read(playback.media(call.id(), MediaFormat.STORED).orElseThrow(), 0, 3))
                .isEqualTo("wav");
        kept("audio.webm", MediaCopy.Kind.STORED, "webm");
        assertThat(read(playback.media(call.id(), MediaFormat.STORED).orElseThrow(), 0, 4))
                .isEqualTo("webm");
    }

    @Test
    void offersNothingThatIsNotThereOrNotWhatWasVerified() throws IOException {
        assertThat(playback.media(UUID.randomUUID(), MediaFormat.STORED)).isEmpty();
        Path file = kept("audio.wav", MediaCopy.Kind.LOSSLESS, "wav");
        Files.writeString(file, "longer than it was");
        assertThat(playback.media(call.id(), MediaFormat.WAV)).isEmpty();
        Files.delete(file);
        assertThat(playback.media(call.id(), MediaFormat.WAV)).isEmpty();
        assertThat(playback.peaks(call.id())).isEmpty();
    }

    @Test
    void aFileThatIsNotWhatWasWrittenIsNoCopy() throws IOException {
        Path file = directory.folder(call.id(), call.startedAt()).resolve("audio.wav");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "wav");
        assertThatThrownBy(() -> directory.verified(file, MediaCopy.Kind.LOSSLESS, "audio/wav", "00"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("read back");
    }

    @Test
    void nothingOutsideTheMediaDirectoryIsEverRead() {
        assertThatThrownBy(() -> directory.file("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.file("/etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsAgainWhatItGaveAndTellsWhetherItIsTheSame() throws IOException {
        kept("audio.wav", MediaCopy.Kind.LOSSLESS, "sound");
        Path webm = kept("audio.webm", MediaCopy.Kind.STORED, "sound");
        Files.writeString(webm, "noise");
        assertThat(node.bean(Integrity.class).check(call.id()))
                .extracting(Integrity.Checked::finding)
                .containsExactly(Integrity.Finding.SAME, Integrity.Finding.DIFFERENT);
        assertThat(node.bean(Integrity.class).check(UUID.randomUUID())).isEmpty();
    }

    private Path kept(String name, MediaCopy.Kind kind, String content) throws IOException {
        Path file = directory.folder(call.id(), call.startedAt()).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        String sha256 = HexFormat.of().formatHex(Sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
        node.bean(Recordings.class).copied(call.id(), directory.verified(file, kind, "audio/x", sha256));
        return file;
    }

    private static String read(PlayableMedia media, long from, long length) throws IOException {
        try (InputStream in = media.source().open(from, length)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
