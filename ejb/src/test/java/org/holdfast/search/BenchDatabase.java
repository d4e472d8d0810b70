package org.holdfast.search;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.holdfast.ddl.Ddl;

/** Databases of generated recordings in one PostgreSQL; loaded once and kept in a directory. Used by one thread. */
final class BenchDatabase implements AutoCloseable {
    private static final int SLICE = 50_000;
    private static final int LOADERS = 4;

    /** Another one whenever what is loaded or indexed changes: databases of before are of no use then. */
    private static final String LAYOUT = "pieces_of_six";

    private final EmbeddedPostgres server;
    private final Path data;

    BenchDatabase(Path home) throws IOException {
        data = home.resolve("data");
        Files.createDirectories(home);
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("locale", "C.UTF-8")
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("wal_level", "minimal")
                .setServerConfig("max_wal_senders", "0")
                .setServerConfig("max_wal_size", "1GB")
                .setServerConfig("shared_buffers", "1GB")
                .setServerConfig("maintenance_work_mem", "1GB")
                .setServerConfig("max_parallel_maintenance_workers", "4")
                .setServerConfig("autovacuum", "off")
                .setServerConfig("jit", "off")
                .start();
    }

    /** So many recordings. */
    DataSource of(long rows) throws SQLException, IOException, InterruptedException {
        String name = LAYOUT + "_" + rows;
        DataSource database = server.getDatabase("postgres", name);
        if (!known(name)) {
            execute(server.getPostgresDatabase(), "drop database if exists loading");
            execute(server.getPostgresDatabase(), "create database loading");
            load(server.getDatabase("postgres", "loading"), rows);
            execute(server.getPostgresDatabase(), "alter database loading rename to " + name);
        }
        return database;
    }

    /** Reads all files once, as a server that has run for a while has: what is measured is not the disk. Returns their bytes. */
    long read() throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(data.resolve("base"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    bytes += in.transferTo(OutputStream.nullOutputStream());
                }
            }
        }
        return bytes;
    }

    private void load(DataSource database, long rows) throws SQLException, IOException, InterruptedException {
        new Ddl(server.getJdbcUrl("postgres", "loading"), "postgres", "").migrate();
        prepare(database);
        List<Future<?>> slices = new ArrayList<>();
        try (ExecutorService loaders = Executors.newFixedThreadPool(LOADERS)) {
            LongStream.iterate(1, first -> first <= rows, first -> first + SLICE)
                    .forEach(first -> slices.add(loaders.submit(() -> {
                        load(database, first, Math.min(rows, first + SLICE - 1), rows);
                        return null;
                    })));
        }
        for (Future<?> slice : slices) {
            try {
                slice.get();
            } catch (ExecutionException failed) {
                throw new SQLException(failed);
            }
        }
        finish(database);
    }

    /** Makes a migrated database ready to be loaded. */
    static void prepare(DataSource database) throws SQLException, IOException {
        execute(database, script("prepare.sql"));
    }

    /** Loads some of so many recordings. */
    static void load(DataSource database, long first, long last, long rows) throws SQLException, IOException {
        execute(
                database,
                script("load.sql")
                        .replace(":first", String.valueOf(first))
                        .replace(":last", String.valueOf(last))
                        .replace(":rows", String.valueOf(rows)));
    }

    /** Makes the indexes. */
    static void finish(DataSource database) throws SQLException, IOException {
        for (String statement : script("finish.sql").split(";\n")) {
            execute(database, statement); // vacuum may not share a transaction
        }
    }

    private boolean known(String name) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
            return rows.next();
        }
    }

    private static void execute(DataSource database, String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String script(String name) throws IOException {
        try (InputStream text = BenchDatabase.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(text, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
