package org.holdfast.it.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.holdfast.ddl.Ddl;
import org.holdfast.it.Node;
import org.holdfast.launcher.PostgresBinaries;

/** A PostgreSQL a test may stop, freeze, kill and fill; durable, as in production. Where it may mount, on a small volume. */
final class OwnPostgres {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Path home;
    private final Path programs;
    private final Path volume;
    private final String address;
    private final int port;
    private final boolean small;
    private Process server;

    private OwnPostgres(String address) throws IOException, InterruptedException {
        this.address = address;
        this.home = Files.createDirectories(Node.checkout()
                .resolve("it/target/postgres-" + ProcessHandle.current().pid()));
        this.programs = new PostgresBinaries(home).unpacked();
        this.volume = Files.createDirectories(home.resolve("volume"));
        this.small = run("mount", "-t", "tmpfs", "-o", "size=192m,mode=777", "none", volume.toString()) == 0;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            this.port = probe.getLocalPort();
        }
        List<String> initdb = notAsRoot(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data(),
                "--username=holdfast",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8");
        assertThat(run(initdb.toArray(String[]::new))).as("initdb").isZero();
        this.server = launch();
    }

    /** A new one with an empty schema of this release. */
    static OwnPostgres started(String address) throws IOException, InterruptedException {
        OwnPostgres postgres = new OwnPostgres(address);
        postgres.awaitUp("postgres");
        postgres.sqlIn("postgres", "create database holdfast");
        new Ddl(postgres.url(), "holdfast", "").migrate();
        return postgres;
    }

    String url() {
        return url("holdfast");
    }

    private String url(String database) {
        return "jdbc:postgresql://%s:%d/%s?connectTimeout=3".formatted(address, port, database);
    }

    /** Stops it in order, as for maintenance: connections are cut. */
    void stop() throws InterruptedException {
        kill("INT", Stream.of(server.toHandle()));
        assertThat(server.waitFor(60, TimeUnit.SECONDS)).as("PostgreSQL stops").isTrue();
    }

    /** Ends it as a crash of its host would. */
    void crash() throws InterruptedException {
        kill("KILL", everyProcess());
        assertThat(server.waitFor(60, TimeUnit.SECONDS))
                .as("PostgreSQL is killed")
                .isTrue();
    }

    /** It accepts connections and answers nothing. */
    void freeze() {
        kill("STOP", everyProcess());
    }

    void thaw() {
        kill("CONT", everyProcess());
    }

    /** Starts it again, whatever it is doing now. */
    void start() throws IOException {
        if (!server.isAlive()) {
            server = launch();
        }
        awaitUp("holdfast");
    }

    /** Takes all room of its volume, when that is small; gives whether it is. */
    boolean fill() throws IOException, InterruptedException {
        return small
                && run("sh", "-c", "cat /dev/zero > '" + filler() + "' 2>/dev/null; test -s '" + filler() + "'") == 0;
    }

    void free() throws IOException {
        Files.deleteIfExists(filler());
    }

    Connection connection() throws SQLException {
        return DriverManager.getConnection(url(), "holdfast", "");
    }

    private void sqlIn(String database, String text) {
        try (Connection connection = DriverManager.getConnection(url(database), "holdfast", "");
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        } catch (SQLException e) {
            throw new IllegalStateException(text, e);
        }
    }

    private void awaitUp(String database) {
        await("PostgreSQL").atMost(PATIENCE).ignoreExceptions().until(() -> {
            sqlIn(database, "select 1");
            return true;
        });
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(data().resolve("postmaster.pid"));
        List<String> command = notAsRoot(programs.resolve("bin/postgres").toString(), "-D", data().toString());
        for (String setting : List.of(
                "listen_addresses=" + address,
                "port=" + port,
                "unix_socket_directories=",
                "max_wal_size=64MB",
                "min_wal_size=32MB",
                "shared_buffers=32MB")) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgresql.log").toFile()))
                .start();
    }

    private Path data() {
        return volume.resolve("data");
    }

    private Path filler() {
        return volume.resolve("filler");
    }

    private Stream<ProcessHandle> everyProcess() {
        return Stream.concat(Stream.of(server.toHandle()), server.descendants());
    }

    private static void kill(String signal, Stream<ProcessHandle> processes) {
        processes.forEach(process -> {
            try {
                run("kill", "-" + signal, Long.toString(process.pid()));
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static List<String> notAsRoot(String... command) {
        boolean root = "root".equals(System.getProperty("user.name"));
        List<String> whole = new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
        whole.addAll(List.of(command));
        return whole;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }

    /** Ends it for good and gives its volume back. */
    void end() throws IOException, InterruptedException {
        kill("CONT", everyProcess());
        crash();
        if (small) {
            assertThat(run("umount", volume.toString())).as("umount").isZero();
        }
    }
}
