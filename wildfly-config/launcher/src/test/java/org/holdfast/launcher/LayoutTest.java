package org.holdfast.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.settings.Setting;
import org.holdfast.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd units and settings of {@code layouts/basic-ha}. */
class LayoutTest {
    private static final Path BASIC_HA = Path.of("../layouts/basic-ha");
    private static final List<String> SERVICES = List.of("holdfast-recorder", "holdfast-portal");

    @TempDir
    private Path directory;

    @Test
    void theRecorderWaitsForNothingButDiskAndNetwork() throws IOException {
        assertThat(lines("holdfast-recorder.service")
                        .filter(line -> line.matches("(After|Wants|Requires|BindsTo|PartOf)=.*")))
                .containsExactlyInAnyOrder("After=network-online.target", "Wants=network-online.target");
    }

    @Test
    void bothServicesAreStartedAgainForEver() throws IOException {
        for (String service : SERVICES) {
            assertThat(lines(service + ".service")).contains("Restart=always", "StartLimitIntervalSec=0");
        }
    }

    @Test
    void eachServiceHasSettingsThatTheServerTakesAndPortsOfItsOwn() throws IOException {
        Settings recorder = settings("holdfast-recorder");
        Settings portal = settings("holdfast-portal");
        assertThat(recorder.text(Setting.ROLES)).isEqualTo("recorder");
        assertThat(portal.text(Setting.ROLES)).isEqualTo("worker,portal");
        for (Setting port : new Setting[] {Setting.HTTP_PORT, Setting.HTTPS_PORT, Setting.MANAGEMENT_PORT}) {
            assertThat(recorder.number(port)).isNotEqualTo(portal.number(port));
        }
        for (Settings service : List.of(recorder, portal)) {
            assertThat(service.text(Setting.CLUSTER_MEMBERS))
                    .contains("%s[%d]"
                            .formatted(service.text(Setting.BIND_ADDRESS), service.number(Setting.CLUSTER_PORT)));
        }
        assertThat(recorder.text(Setting.JOURNAL_DIRECTORY)).isEqualTo(portal.text(Setting.JOURNAL_DIRECTORY));
    }

    /** Asks systemd itself where there is one. */
    @Test
    void systemdUnderstandsTheUnits() throws Exception {
        List<String> verify = new ArrayList<>(List.of("systemd-analyze", "verify"));
        for (String service : SERVICES) {
            Path unit = directory.resolve(service + ".service");
            Files.writeString(
                    unit,
                    Files.readString(BASIC_HA.resolve(service + ".service"))
                            .replace("/opt/holdfast/server/bin/standalone.sh", "/bin/true"));
            Files.copy(
                    BASIC_HA.resolve("keys-by-kms.conf"),
                    Files.createDirectory(directory.resolve(service + ".service.d"))
                            .resolve("keys-by-kms.conf"));
            verify.add(unit.toString());
        }
        if (Files.isExecutable(Path.of("/usr/bin/systemd-analyze"))) {
            Process systemd =
                    new ProcessBuilder(verify).redirectErrorStream(true).start();
            String said = new String(systemd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(systemd.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEmpty();
        }
    }

    private static Settings settings(String service) throws IOException {
        Map<String, String> environment = new HashMap<>();
        Stream.concat(
                        Stream.of("holdfast.env", "secrets.env").flatMap(LayoutTest::linesOf),
                        lines(service + ".service")
                                .filter(line -> line.startsWith("Environment=HOLDFAST_"))
                                .map(line -> line.substring("Environment=".length()))
                                .flatMap(line -> Stream.of(line.split(" "))))
                .filter(line -> line.startsWith("HOLDFAST_"))
                .forEach(line -> environment.put(line.split("=", 2)[0], line.split("=", 2)[1]));
        assertThatNoException().isThrownBy(() -> Settings.of(environment, new Properties()));
        return Settings.of(environment, new Properties());
    }

    private static Stream<String> linesOf(String file) {
        try {
            return lines(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(String file) throws IOException {
        return Files.readAllLines(BASIC_HA.resolve(file)).stream();
    }
}
