package org.holdfast.it.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.holdfast.it.Node;

/** The call engine of the built RAR in a process of its own, without a server: a recorder that may be killed. */
final class BareRecorder implements AutoCloseable {
    private final Process process;

    private BareRecorder(Process process) {
        this.process = process;
    }

    /** Starts it and waits until it takes calls. */
    static BareRecorder start(String name, String address, Path home) throws IOException {
        Path said = home.resolve("recorder.out");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dholdfast.node.name=" + name,
                        "-Dholdfast.bind.address=" + address,
                        "-Dholdfast.journal.directory=" + home.resolve("journal"),
                        "-cp",
                        classPath(home.resolve("rar")),
                        "org.holdfast.connector.sip.engine.EngineMain")
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        BareRecorder recorder = new BareRecorder(process);
        try {
            await("a recorder at " + address)
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .failFast("it has ended, see " + said, () -> !process.isAlive())
                    .until(() ->
                            Rest.health(java.net.URI.create("http://" + address + ":8090/health/recorder")) == 200);
        } catch (RuntimeException | Error e) {
            recorder.close();
            throw e;
        }
        return recorder;
    }

    /** What the RAR packs, what the EAR gives it, and the server's logging. */
    private static String classPath(Path unpacked) throws IOException {
        Path checkout = Node.checkout();
        unpack(checkout.resolve("sip-connector/rar/target/sip-connector.rar"), unpacked);
        try (Stream<Path> modules = Files.walk(
                checkout.resolve("wildfly-config/target/server/modules/system/layers/base/org/jboss/logging"))) {
            String logging = modules.filter(file -> file.toString().endsWith(".jar"))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
            return String.join(
                    ":",
                    List.of(
                            unpacked.resolve("*").toString(),
                            checkout.resolve("wildfly-config/launcher/target/lib/*")
                                    .toString(),
                            logging));
        }
    }

    private static void unpack(Path archive, Path to) throws IOException {
        Files.createDirectories(to);
        try (InputStream in = Files.newInputStream(archive);
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().endsWith(".jar")) {
                    Path name = Path.of(entry.getName()).getFileName();
                    Files.copy(zip, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
