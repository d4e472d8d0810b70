package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    private Path directory;

    @Test
    void makesASecretOnceAndForTheOwnerOnly() throws IOException {
        Home home = new Home(directory.resolve("home"));
        home.own();
        String made = home.secret(home.adminPassword());
        assertThat(made).hasSize(20);
        assertThat(home.secret(home.adminPassword())).isEqualTo(made);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.adminPassword())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("home"))))
                .isEqualTo("rwx------");
    }
}
