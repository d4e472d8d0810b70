package org.holdfast.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real PostgreSQL in the home of this node: durable (fsync on), with a password, on one loopback address. Used by the
 * main thread only.
 */
final class Postgres {
    static final String NAME = "postgresql";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Home home;
    private final String address;
    private final int port;
    private final Path data;

    Postgres(Home home, String address) {
        this.home = home;
        this.address = address;
        this.port = Plan.freePort(address);
        this.data = home.directory("postgres").resolve("data");
    }

    String url() {
        return "jdbc:postgresql://%s:%d/holdfast".formatted(address, port);
    }

    String user() {
        return "holdfast";
    }

    String password() {
        return home.secret("database-password");
    }

    /** Returns when it answers and holds the (perhaps empty) database. */
    Child start() {
        try {
            Path programs = new PostgresBinaries(home.directory("postgres")).unpacked();
            if (!Files.exists(data.resolve("PG_VERSION"))) {
                initialise(programs);
            }
            Child server = Child.start(NAME, command(programs), Map.of(), home).stoppedBy("INT");
            awaitDatabase(server);
            return server;
        } catch (IOException e) {
            throw new Refused("the embedded PostgreSQL cannot be prepared: " + e.getMessage(), e);
        }
    }

    private void initialise(Path programs) throws IOException {
        Path passwordFile = home.directory("secrets").resolve("postgres-superuser");
        home.secret(passwordFile);
        List<String> command = notAsRoot();
        command.addAll(List.of(
                programs.resolve("bin/initdb").toString(),
                "--pgdata=" + data,
                "--username=postgres",
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8",
                "--no-instructions"));
        Child initdb = Child.start("initdb", command, Map.of("LC_ALL", "C"), home);
        if (!initdb.endsWithin(PATIENCE) || initdb.exitCode() != 0) {
            initdb.stop(Duration.ZERO);
            throw new Refused(("the embedded PostgreSQL cannot be prepared, see %s. As root it needs user namespaces "
                            + "(unshare -U): start as an ordinary user, or give --database")
                    .formatted(initdb.log()));
        }
        initdb.stop(Duration.ZERO);
    }

    private List<String> command(Path programs) {
        List<String> command = notAsRoot();
        command.add(programs.resolve("bin/postgres").toString());
        command.addAll(List.of("-D", data.toString()));
        for (String setting : List.of(
                "listen_addresses=" + address,
                "port=" + port,
                "unix_socket_directories=",
                "max_connections=100",
                "log_timezone=UTC",
                "timezone=UTC",
                "log_line_prefix=%m [%p] ")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it is nobody. */
    private static List<String> notAsRoot() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return new ArrayList<>(root ? List.of("unshare", "-U") : List.of());
    }

    private void awaitDatabase(Child server) {
        SQLException last = new SQLException("not tried");
        for (long tries = PATIENCE.dividedBy(BETWEEN_TRIES); tries > 0; tries--) {
            try {
                createDatabase();
                return;
            } catch (SQLException notYet) {
                last = notYet;
            }
            if (server.endsWithin(BETWEEN_TRIES)) {
                break;
            }
        }
        server.stop(Duration.ofSeconds(5));
        throw new Refused(
                "the embedded PostgreSQL does not answer (%s), see %s".formatted(last.getMessage(), server.log()));
    }

    private void createDatabase() throws SQLException {
        String superuser = "jdbc:postgresql://%s:%d/postgres?connectTimeout=5".formatted(address, port);
        try (Connection connection =
                        DriverManager.getConnection(superuser, "postgres", home.secret("postgres-superuser"));
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "select 1 from pg_roles where rolname = 'holdfast'")) {
                statement.execute("create role holdfast login password '%s'".formatted(password()));
            }
            if (isEmpty(statement, "select 1 from pg_database where datname = 'holdfast'")) {
                statement.execute("create database holdfast owner holdfast");
            }
        }
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
