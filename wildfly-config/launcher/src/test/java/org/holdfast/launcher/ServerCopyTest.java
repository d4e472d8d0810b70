package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerCopyTest {
    @TempDir
    private Path directory;

    private Path provisioned;
    private ServerCopy copy;

    @BeforeEach
    void provision() throws IOException {
        provisioned = directory.resolve("provisioned");
        write("modules/a.jar", "module");
        write("standalone/configuration/standalone.xml", "<server/>");
        write("standalone/deployments/holdfast.ear", "first build");
        write("standalone/log/server.log", "of the build");
        copy = new ServerCopy(provisioned, directory.resolve("copy"));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(provisioned.resolve(file).getParent());
        Files.writeString(provisioned.resolve(file), text);
    }

    @Test
    void holdsWhatTheServerNeedsAndNotWhatTheBuildLeftBehind() {
        Path server = copy.fresh();
        assertThat(server.resolve("modules/a.jar")).hasContent("module");
        assertThat(server.resolve("standalone/deployments/holdfast.ear")).hasContent("first build");
        assertThat(server.resolve("standalone/log")).doesNotExist();
    }

    @Test
    void isLeftAloneWhileTheBuildIsTheSame() throws IOException {
        Path server = copy.fresh();
        Files.writeString(server.resolve("standalone/deployments/holdfast.ear.deployed"), "");
        copy.fresh();
        assertThat(server.resolve("standalone/deployments/holdfast.ear.deployed"))
                .exists();
    }

    @Test
    void isMadeAnewWhenTheBuildChanged() throws IOException {
        Path server = copy.fresh();
        Files.writeString(server.resolve("standalone/deployments/holdfast.ear.deployed"), "");
        write("standalone/deployments/holdfast.ear", "second build");
        copy.fresh();
        assertThat(server.resolve("standalone/deployments/holdfast.ear")).hasContent("second build");
        assertThat(server.resolve("standalone/deployments/holdfast.ear.deployed"))
                .doesNotExist();
    }

    @Test
    void keepsItsOwnFilesWhenTheProvisionedServerIsReplaced() throws IOException {
        Path server = copy.fresh();
        Files.delete(provisioned.resolve("modules/a.jar"));
        assertThat(server.resolve("modules/a.jar")).hasContent("module");
    }
}
