package org.holdfast.connector.sip.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.holdfast.connector.api.SealedRecording;
import org.holdfast.media.journal.JournalReader;
import org.holdfast.media.journal.JournalVisitor;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;
import org.holdfast.settings.InvalidSetting;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recorder whose journals are encrypted. */
class EncryptedCallTest {
    private static final String ADDRESS = "127.0.40.9";

    @TempDir
    Path journals;

    @TempDir
    Path elsewhere;

    private Path keyFile;

    @BeforeEach
    void makeKeys() throws IOException {
        keyFile = elsewhere.resolve("keys");
        KeyVersions.create(keyFile, Clock.systemUTC());
    }

    private TestRecorder recorder() throws IOException {
        return new TestRecorder(
                Duration.ofSeconds(2),
                ADDRESS,
                journals,
                "encryption.journal",
                "true",
                "encryption.key-file",
                keyFile.toString());
    }

    @Test
    void aCallOutlivesARestartAndIsAnnouncedAndNothingOfItIsInClear() throws IOException {
        SealedRecording recording;
        try (SrcSocket src = new SrcSocket(ADDRESS)) {
            String ok;
            try (TestRecorder first = recorder().awaitHealthy()) {
                ok = src.ask(src.invite("e1", "", SrcSocket.SDP));
                assertThat(ok).startsWith("SIP/2.0 200");
                src.send(src.request("ACK", "e1", 1, SrcSocket.toTag(ok), "", ""));
                src.media(ok, 10, 1);
                await().until(() -> first.control().running().getFirst().packets() == 10);
            }
            try (TestRecorder second = recorder().awaitHealthy()) {
                src.media(ok, 10, 2);
                await().until(() -> second.control().running().getFirst().packets() == 20);
                src.ask(src.request("BYE", "e1", 2, SrcSocket.toTag(ok), "", ""));
                recording = second.awaitSealed(1);
                await().until(() -> Files.exists(journals.resolve("kept").resolve(recording.journal())));
            }
        }
        Path journal = journals.resolve("kept").resolve(recording.journal());
        KeptJournal kept = new KeptJournal();
        JournalKeys keys = JournalKeys.of(KeyFile.open(keyFile), true);
        assertThat(JournalReader.read(journal, keys, kept).damage()).isEmpty();
        assertThat(kept.payloads).hasSize(20).containsOnly(1, 2);
        assertThat(JournalReader.read(journal, JournalVisitor.NOTHING).withheld())
                .contains("no key file");
        assertThat(Files.readString(journal, StandardCharsets.ISO_8859_1)).doesNotContain("m=audio", "rtpmap", "sip:");
    }

    @Test
    void callsAreRefusedWhileTheKeyIsAwayAndTakenWhenItIsBack() throws IOException {
        try (TestRecorder recorder = recorder().awaitHealthy();
                SrcSocket src = new SrcSocket(ADDRESS)) {
            Path away = Files.move(keyFile, elsewhere.resolve("away"));
            assertThat(src.ask(src.invite("e2", "", SrcSocket.SDP))).startsWith("SIP/2.0 503");
            await().atMost(Duration.ofSeconds(20)).until(() -> recorder.health() == 503);
            assertThat(journals.resolve("capturing")).isEmptyDirectory();
            Files.move(away, keyFile);
            recorder.awaitHealthy();
            assertThat(src.ask(src.invite("e3", "", SrcSocket.SDP))).startsWith("SIP/2.0 200");
        }
    }

    @Test
    void thereIsNoStartWithoutTheKey() throws IOException {
        Files.delete(keyFile);
        assertThatThrownBy(this::recorder)
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("holdfast.encryption.key-file")
                .hasMessageContaining(keyFile.toString());
        assertThatThrownBy(() -> new TestRecorder(ADDRESS, journals, "encryption.journal", "true"))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("no key file is named");
    }
}
