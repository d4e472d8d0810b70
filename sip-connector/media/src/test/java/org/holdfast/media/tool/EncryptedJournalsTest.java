package org.holdfast.media.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.holdfast.media.journal.JournalDirectory;
import org.holdfast.media.journal.cipher.JournalKeys;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/journal} on the encrypted journals of a dead node: with its keys all is as ever, without them nothing is done. */
class EncryptedJournalsTest {
    @TempDir
    Path temp;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private String keys = "";
    private String rescued = "";
    private String node = "";

    @BeforeEach
    void leaveBehind() throws IOException {
        Path file = temp.resolve("keys");
        KeyVersions.create(file, Clock.systemUTC());
        keys = file.toString();
        rescued = temp.resolve("rescued").toString();
        node = temp.resolve("node").toString();
        JournalDirectory.open(Path.of(node));
        try (ToolFixture fixture = new ToolFixture(Path.of(rescued), JournalKeys.of(KeyFile.open(file), true))) {
            fixture.sealed(1);
            fixture.torn(2);
        }
    }

    private int run(String... arguments) {
        said.reset();
        return JournalTool.run(new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void areReadWithTheirKeys() {
        String first = rescued + "/sealed/" + ToolFixture.name(1);
        assertThat(run("--keys", keys, "verify", first)).as(said()).isZero();
        assertThat(said()).contains("sound, sealed, encrypted");
        assertThat(run("--keys", keys, "show", first)).isZero();
        assertThat(said()).contains("Ann", "50 datagrams");
        assertThat(run("--keys", keys, "export", first, temp.resolve("out").toString()))
                .as(said())
                .isZero();
        assertThat(temp.resolve("out"))
                .isDirectoryRecursivelyContaining("glob:**/audio.wav")
                .isDirectoryRecursivelyContaining("glob:**/001-INVITE");
    }

    @Test
    void areImportedOnceAlsoTornOnes() {
        assertThat(run("--keys", keys, "import", rescued, node)).as(said()).isZero();
        assertThat(said()).contains("2 journals imported, 0 were there already, 0 not imported");
        assertThat(run("--keys", keys, "import", rescued, node)).as(said()).isZero();
        assertThat(said()).contains("0 journals imported, 2 were there already, 0 not imported");
    }

    @Test
    void areLeftAsTheyAreWithoutTheirKeys() throws IOException {
        Path torn = Path.of(rescued, "capturing", ToolFixture.name(2));
        byte[] before = Files.readAllBytes(torn);
        assertThat(run("verify", rescued)).isEqualTo(1);
        assertThat(said()).contains("cannot be read here: it is encrypted under key k-");
        assertThat(run("import", rescued, node)).isEqualTo(1);
        assertThat(said()).contains("0 journals imported", "2 not imported", "no key file is named");
        assertThat(run("recover", rescued)).isEqualTo(1);
        assertThat(said()).contains("left where it was");
        assertThat(run("export", rescued, temp.resolve("out").toString())).isEqualTo(1);
        assertThat(Files.readAllBytes(torn)).isEqualTo(before);
        assertThat(temp.resolve("out")).isEmptyDirectory();
        assertThat(run("--keys", temp.resolve("nowhere").toString(), "verify", rescued))
                .isEqualTo(2);
    }
}
