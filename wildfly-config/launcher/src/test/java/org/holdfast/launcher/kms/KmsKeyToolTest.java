package org.holdfast.launcher.kms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.holdfast.media.key.DataKey;
import org.holdfast.media.key.KeyFile;
import org.holdfast.media.key.KeyVersions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real SDK, with its settings from the environment as an operator gives them, against a KMS that keeps its key. */
class KmsKeyToolTest {
    private static final List<String> SETTINGS =
            List.of("aws.region", "aws.endpointUrlKms", "aws.accessKeyId", "aws.secretAccessKey");

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private KmsStandIn kms;
    private Path keys;
    private Path sealed;
    private Path opened;

    @BeforeEach
    void start() throws Exception {
        kms = new KmsStandIn();
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.endpointUrlKms", kms.endpoint().toString());
        System.setProperty("aws.accessKeyId", "somebody");
        System.setProperty("aws.secretAccessKey", "something");
        keys = temp.resolve("keys");
        sealed = temp.resolve("etc/keys.sealed");
        opened = temp.resolve("run/keys");
        KeyVersions.create(keys, Clock.systemUTC()).rotated(keys, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        kms.close();
        SETTINGS.forEach(System::clearProperty);
    }

    private int run(Object... arguments) {
        said.reset();
        return KmsKeyTool.run(
                new PrintStream(said, true, StandardCharsets.UTF_8),
                () -> KmsKeeper.client(Duration.ofSeconds(3)),
                Stream.of(arguments).map(String::valueOf).toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatWasSealedIsOpenedAsItWasAndTheSealedFileHoldsNoKey() throws Exception {
        UUID recording = UUID.randomUUID();
        DataKey data = KeyFile.open(keys).create(recording);
        assertThat(run("seal", keys, sealed, KmsStandIn.KEY)).isZero();
        assertThat(said()).contains(KeyFile.open(keys).newest(), "alias/holdfast");
        for (String line : Files.readAllLines(keys)) {
            String key = line.substring(line.lastIndexOf(' ') + 1);
            assertThat(Files.readString(sealed) + said()).doesNotContain(line.startsWith("#") ? "no line" : key);
        }
        assertThat(run("open", sealed, opened)).isZero();
        assertThat(opened).hasSameTextualContentAs(keys);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(opened)))
                .isEqualTo("rw-------");
        assertThat(KeyFile.open(opened).unwrapped(data.wrapped(), recording)).isEqualTo(data.secret());
    }

    @Test
    void aSealedKeyInThePlaceOfAnotherIsNotOpenedAndNothingIsWritten() throws Exception {
        run("seal", keys, sealed, KmsStandIn.KEY);
        List<String[]> lines = Files.readAllLines(sealed).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" "))
                .toList();
        Files.write(
                sealed,
                List.of(
                        String.join(" ", lines.get(0)[0], lines.get(0)[1], lines.get(1)[2]),
                        String.join(" ", lines.get(1)[0], lines.get(1)[1], lines.get(0)[2])));
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("KMS does not open " + lines.getFirst()[0]);
        assertThat(opened).doesNotExist();
    }

    @Test
    void aKmsThatRefusesSaysWhyAndLeavesTheFileThatIsThere() throws Exception {
        run("seal", keys, sealed, KmsStandIn.KEY);
        run("open", sealed, opened);
        String before = Files.readString(opened);
        kms.disable();
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("DisabledException", "the key is disabled");
        assertThat(opened).hasContent(before);
        assertThat(run("seal", keys, sealed, KmsStandIn.KEY)).isEqualTo(2);
    }

    @Test
    void anUnknownKeyIsRefusedByName() {
        assertThat(run("seal", keys, sealed, "alias/other")).isEqualTo(2);
        assertThat(said()).contains("alias/other", "NotFoundException");
        assertThat(sealed).doesNotExist();
    }

    @Test
    void aKmsThatDoesNotAnswerOrIsNotThereIsWaitedForSoLongAndNoLonger() {
        run("seal", keys, sealed, KmsStandIn.KEY);
        kms.fallSilent();
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("KMS does not open");
        kms.close();
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("KMS does not open");
    }

    @Test
    void aDamagedSealedFileIsToldAsThat() throws Exception {
        Files.createDirectories(sealed.getParent());
        Files.writeString(sealed, "k-0123 2026-11-27T00:00:00Z\n");
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("no sealed key");
        Files.writeString(sealed, "k-0123 2026-11-27T00:00:00Z %%%\n");
        assertThat(run("open", sealed, opened)).isEqualTo(2);
        assertThat(said()).contains("no sealed key");
        assertThat(run("open", sealed)).isEqualTo(2);
        assertThat(said()).startsWith("usage: keys");
    }
}
