package org.holdfast.media.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final UUID RECORDING = new UUID(1, 2);

    @TempDir
    Path temp;

    private Path path;
    private KeyFile file;

    @BeforeEach
    void create() throws IOException {
        path = temp.resolve("sub/keys");
        KeyVersions.create(path, CLOCK);
        file = KeyFile.open(path);
    }

    @Test
    void isItsOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> KeyFile.open(path))
                .isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining("chmod 600");
    }

    @Test
    void unwrapsWhatItWrappedForThatPurposeAlone() throws IOException {
        DataKey key = file.create(RECORDING);
        WrappedKey read = WrappedKey.of(key.wrapped().text());
        assertThat(file.unwrapped(read, RECORDING)).isEqualTo(key.secret());
        assertThat(file.create(RECORDING).secret()).isNotEqualTo(key.secret());
        assertThatThrownBy(() -> file.unwrapped(read, new UUID(1, 3)))
                .isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining("does not open");
        byte[] altered = read.bytes().clone();
        altered[20] ^= 1;
        assertThatThrownBy(() -> file.unwrapped(new WrappedKey(read.keyId(), altered), RECORDING))
                .isInstanceOf(KeyUnavailable.class);
        assertThatThrownBy(() -> file.unwrapped(new WrappedKey(read.keyId(), new byte[3]), RECORDING))
                .isInstanceOf(KeyUnavailable.class);
    }

    @Test
    void aKeyAddedWhileItIsOpenWrapsFromThenOnAndTheOldOneUnwraps() throws IOException {
        DataKey before = file.create(RECORDING);
        KeyVersions.read(path).rotated(path, CLOCK);
        DataKey after = file.create(RECORDING);
        assertThat(after.wrapped().keyId())
                .isEqualTo(file.newest())
                .isNotEqualTo(before.wrapped().keyId());
        assertThat(file.unwrapped(before.wrapped(), RECORDING)).isEqualTo(before.secret());
        WrappedKey again = file.wrappedAnew(before.wrapped(), RECORDING);
        assertThat(again.keyId()).isEqualTo(file.newest());
        assertThat(file.unwrapped(again, RECORDING)).isEqualTo(before.secret());
    }

    @Test
    void aFileThatIsGoneGivesNoKeysAndSaysSo() throws IOException {
        WrappedKey wrapped = file.create(RECORDING).wrapped();
        Path away = Files.move(path, temp.resolve("away"));
        assertThatThrownBy(() -> file.create(RECORDING))
                .isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining(path.toString());
        assertThatThrownBy(() -> file.unwrapped(wrapped, RECORDING)).isInstanceOf(KeyUnavailable.class);
        Files.move(away, path);
        assertThat(file.unwrapped(wrapped, RECORDING)).isNotNull();
    }

    @Test
    void aDamagedLineIsNoticed() throws IOException {
        List<String> lines = Files.readAllLines(path);
        String line = lines.getLast();
        char swapped = line.charAt(60) == 'A' ? 'B' : 'A';
        for (String damaged : List.of(line.substring(0, 60) + swapped + line.substring(61), "k-1 now", "nonsense")) {
            Files.write(path, List.of(lines.getFirst(), damaged));
            Files.setLastModifiedTime(path, FileTime.from(Instant.EPOCH));
            assertThatThrownBy(() -> KeyFile.open(path)).as(damaged).isInstanceOf(KeyUnavailable.class);
            assertThatThrownBy(() -> file.newest()).as(damaged).isInstanceOf(KeyUnavailable.class);
        }
        Files.write(path, List.of("# nothing"));
        assertThatThrownBy(() -> KeyFile.open(path)).hasMessageContaining("holds no key");
    }
}
