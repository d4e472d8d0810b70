package org.holdfast.media.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.holdfast.media.key.KeyFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyToolTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path temp;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    private int run(String... arguments) {
        said.reset();
        return KeyTool.run(new PrintStream(said, true, StandardCharsets.UTF_8), CLOCK, arguments);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void makesRotatesAndJoinsAndNeverShowsAKey() throws IOException {
        String file = temp.resolve("keys").toString();
        String other = temp.resolve("other").toString();
        assertThat(run("create", file)).isZero();
        assertThat(run("create", other)).isZero();
        assertThat(run("rotate", file)).isZero();
        assertThat(run("join", file, other)).isZero();

        KeyFile keys = KeyFile.open(Path.of(file));
        assertThat(keys.list()).hasSize(3);
        assertThat(keys.list().getFirst().id())
                .isEqualTo(KeyFile.open(Path.of(other)).newest());
        assertThat(run("list", file)).isZero();
        assertThat(said()).contains(keys.newest() + " encrypts", "made 2026-11-26T10:00:00Z");
        for (String line : Files.readAllLines(Path.of(file))) {
            assertThat(line.startsWith("#") || !said().contains(line.split(" ")[2]))
                    .isTrue();
        }
    }

    @Test
    void neverOverwritesKeys() throws IOException {
        String file = temp.resolve("keys").toString();
        run("create", file);
        byte[] before = Files.readAllBytes(Path.of(file));
        assertThat(run("create", file)).isEqualTo(2);
        assertThat(said()).contains("is there already");
        assertThat(Files.readAllBytes(Path.of(file))).isEqualTo(before);
    }

    @Test
    void saysWhatItDoes() {
        assertThat(run()).isEqualTo(2);
        assertThat(said()).contains("keys create FILE", "keys rotate FILE");
        assertThat(run("list", temp.resolve("none").toString())).isEqualTo(2);
    }
}
