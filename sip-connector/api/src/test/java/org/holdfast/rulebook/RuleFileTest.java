package org.holdfast.rulebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleFileTest {
    private static final RuleBook BOOK = new RuleBook(List.of(
            new Rule(
                    UUID.randomUUID(),
                    "Ärzte & \"Anwälte\"\nend 0",
                    RuleMode.NEVER,
                    0,
                    new Rule.Conditions(
                            RuleSide.CALLEE,
                            List.of("+49 30*", "sip:*@example.com"),
                            Set.of(UUID.randomUUID()),
                            Set.of("1001", "eve@example.com"),
                            List.of("10.0.0.0/8"))),
            new Rule(UUID.randomUUID(), "rest", RuleMode.SAMPLE, 20, Rule.Conditions.none())));

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Path file = directory.resolve(RuleFile.NAME);
        assertThat(RuleFile.write(file, BOOK)).isTrue();
        assertThat(RuleFile.read(file).rules()).isEqualTo(BOOK.rules());
        assertThat(RuleFile.write(file, BOOK)).as("nothing is new").isFalse();
        assertThat(RuleFile.write(file, RuleBook.EMPTY)).isTrue();
        assertThat(RuleFile.read(file).rules()).isEmpty();
        assertThat(directory).isDirectoryContaining(path -> path.equals(file));
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void aFileCutAnywhereOrChangedAnywhereIsRefusedWhole() throws IOException {
        Path file = directory.resolve(RuleFile.NAME);
        RuleFile.write(file, BOOK);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> RuleFile.read(file)).isInstanceOf(IOException.class);
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            assertThatThrownBy(() -> RuleFile.read(file)).as("byte " + at).isInstanceOf(IOException.class);
        }
    }

    @Test
    void noFileIsToldApart() {
        assertThatThrownBy(() -> RuleFile.read(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }
}
