package org.holdfast.media.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalToolTest {
    @TempDir
    Path temp;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Path sealed = Path.of("");

    @BeforeEach
    void sealOne() throws IOException {
        try (ToolFixture fixture = new ToolFixture(temp)) {
            fixture.sealed(1);
            sealed = fixture.directory.sealed().resolve(ToolFixture.name(1));
        }
    }

    private int run(String... arguments) {
        said.reset();
        return JournalTool.run(new PrintStream(said, true, StandardCharsets.UTF_8), arguments);
    }

    @Test
    void listsWhereEachJournalIsAndWhatItHolds() {
        assertThat(run("list", temp.toString())).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .contains(ToolFixture.session(1).toString(), "sealed", "60.000", "call-1");
    }

    @Test
    void showsFactsInOrderAndMediaInSum() {
        assertThat(run("show", temp.toString(), ToolFixture.session(1).toString()))
                .isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .containsSubsequence("SessionOpened", "RecordingStarted", "5 bytes", "SessionEnded")
                .contains("stream 0 RTP: 50 datagrams, 8600 bytes");
    }

    @Test
    void tellsDamageByTheExitStatus() throws IOException {
        assertThat(run("verify", temp.toString())).isZero();
        byte[] bytes = Files.readAllBytes(sealed);
        bytes[bytes.length / 2] ^= 1;
        Files.write(sealed, bytes);

        assertThat(run("verify", temp.toString())).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("are damaged", "damage found");
    }

    @Test
    void explainsItselfWhenMisused() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("show", temp.toString(), "no-such-id")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("no journal no-such-id");
    }
}
