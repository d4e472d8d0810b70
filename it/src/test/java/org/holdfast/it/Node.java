package org.holdfast.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One real node, shared by every test of a run: the provisioned WildFly with the built EAR, embedded PostgreSQL and S3
 * stand-in, started as {@code bin/run --no-demo} starts them, on a loopback address of its own.
 *
 * <p>{@link #shared()} starts it at first use, waits until it is ready and stops it when the JVM ends. It is one for all:
 * a test looks for its own calls (its own Call-ID or participants), never for "the only recording", and leaves the
 * node as it found it. {@code -Dit.address=127.0.10.7} chooses the address (else the first free one of 127.0.10.x).
 */
public final class Node {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final String address;
    private final Path home;
    private final List<String> options;
    private final Map<String, String> variables;
    private final Path said;
    private volatile Process launcher;

    private Node(String address, Path home, List<String> options, Map<String, String> variables) throws IOException {
        this.address = address;
        this.home = home;
        this.options = List.copyOf(options);
        this.variables = Map.copyOf(variables);
        this.said = home.resolveSibling(home.getFileName() + ".out");
        this.launcher = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop " + address));
    }

    /** The node, ready; the first caller waits for its start. */
    public static Node shared() {
        return Shared.NODE;
    }

    private static final class Shared {
        private static final Node NODE = start();
    }

    private static Node start() {
        String address = System.getProperty("it.address", firstFreeAddress());
        return started(address, "node-" + address, List.of(), Map.of()).awaitReady();
    }

    /**
     * A node for one test class alone, with options and variables of its own, in a home that was not there before; on its way
     * up. It ends with the JVM, or by {@link #stop}.
     */
    public static Node own(String address, String name, List<String> options, Map<String, String> variables) {
        return started(address, name + "-" + ProcessHandle.current().pid(), options, variables);
    }

    private static Node started(String address, String name, List<String> options, Map<String, String> variables) {
        try {
            Path home = checkout().resolve("it/target").resolve(name);
            Files.createDirectories(home);
            return new Node(address, home, options, variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(checkout(), address, home))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.command().addAll(options);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Waits until the launcher says that the node is ready. */
    public Node awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> !launcher.isAlive() || Files.readString(said).contains("Holdfast is ready: "));
        try {
            assertThat(launcher.isAlive())
                    .as("the node at %s: %s", address, Files.readString(said))
                    .isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Kills the server as a crash would, and starts the node again; it is on its way up when this returns. */
    public void crashAndRestart() throws IOException, InterruptedException {
        server().destroyForcibly();
        if (!launcher.waitFor(60, TimeUnit.SECONDS)) { // it ends with its server
            launcher.destroyForcibly();
        }
        launcher = launch();
    }

    /** The process of the server. */
    public ProcessHandle server() throws IOException {
        String noted = Files.readString(home.resolve("run/wildfly.pid")).strip();
        return ProcessHandle.of(Long.parseLong(noted.split(" ")[0])).orElseThrow();
    }

    /** The node's own database, as the role of the product. */
    public Connection database() throws IOException, SQLException {
        return DriverManager.getConnection(property("holdfast.database.url"), "holdfast", secret("database-password"));
    }

    /** A system property that the server was started with. */
    public String property(String name) throws IOException {
        return Stream.of(Files.readString(Path.of("/proc/" + server().pid() + "/cmdline"))
                        .split("\0"))
                .filter(argument -> argument.startsWith("-D" + name + "="))
                .map(argument -> argument.substring(argument.indexOf('=') + 1))
                .findFirst()
                .orElseThrow();
    }

    /** What the launcher made up for this node, e.g. {@code s3-secret-key}. */
    public String secret(String name) throws IOException {
        return Files.readString(home.resolve("secrets").resolve(name)).strip();
    }

    /** What the product has logged so far. */
    public String log() {
        try {
            return Files.readString(home.resolve("logs/server.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path checkout, String address, Path home) {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-jar",
                checkout.resolve("wildfly-config/launcher/target/holdfast-launcher.jar")
                        .toString(),
                "--no-demo",
                "--node",
                "it",
                "--bind",
                address,
                "--home",
                home.toString()));
    }

    /** The directory of this checkout; Failsafe says it, an IDE starts in it or in its module. */
    public static Path checkout() {
        String told = System.getProperty("it.checkout");
        if (told != null) {
            return Path.of(told);
        }
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("wildfly-config"))
                ? here
                : here.resolveSibling("").toAbsolutePath();
    }

    private static String firstFreeAddress() {
        return IntStream.rangeClosed(1, 99)
                .mapToObj(last -> "127.0.10." + last)
                .filter(address -> IntStream.of(8080, 8443, 9990, 5060, 8090).allMatch(port -> isFree(address, port)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no address of 127.0.10.x is free"));
    }

    private static boolean isFree(String address, int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return true;
        } catch (IOException held) {
            return false;
        }
    }

    /** Stops it in order. */
    public void stop() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(90, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The address everything of this node is bound to, e.g. {@code 127.0.10.1}. */
    public String address() {
        return address;
    }

    /** Where people sign in, e.g. {@code http://127.0.10.1:8080/}. */
    public URI portal() {
        return URI.create("http://" + address + ":8080/");
    }

    /** Root of the REST interface, with a slash at its end: {@code http://127.0.10.1:8080/api/v1/}. */
    public URI api() {
        return portal().resolve("api/v1/");
    }

    /** {@code http://127.0.10.1:8090/health/recorder}. */
    public URI recorderHealth() {
        return URI.create("http://" + address + ":8090/health/recorder");
    }

    /** {@code http://127.0.10.1:8090/metrics}, the recorder's. */
    public URI recorderMetrics() {
        return recorderHealth().resolve("/metrics");
    }

    /** {@code http://127.0.10.1:9990/metrics}, everything else's. */
    public URI serverMetrics() {
        return URI.create("http://" + address + ":9990/metrics");
    }

    /** SIP over UDP and TCP. */
    public int sipPort() {
        return 5060;
    }

    /** What to give to {@code bin/src --to}: {@code sip:127.0.10.1:5060}. */
    public String sipAddress() {
        return "sip:" + address + ":" + sipPort();
    }

    /** Password of the user {@code admin}. */
    public String adminPassword() {
        try {
            return Files.readString(home.resolve("admin-password")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The node's home: {@code journal/ media/ logs/server.log …}. */
    public Path home() {
        return home;
    }
}
