package org.holdfast.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.holdfast.faults.ChildJvm;
import org.holdfast.faults.ChildJvm.Program;
import org.holdfast.faults.Fault;
import org.holdfast.harness.Database;
import org.holdfast.recording.row.Sha256;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** Halted at any transition and started again, the worker ends with the same rows and the same files, and nothing besides. */
class HaltedWorkerTest {
    private static final ExecutorService SIDE_BY_SIDE = Executors.newFixedThreadPool(2);
    private static final List<String> TABLES = List.of(
            "conversation",
            "recording",
            "recording_participant",
            "recorded_stream",
            "recording_identifier",
            "recording_event",
            "metadata_snapshot",
            "gap",
            "copy",
            "work_item");
    /** What differs from run to run, or tells of the death itself. */
    private static final String VARYING =
            "'{id,version,created_at,due_at,finished_at,leased_by,leased_until,attempts,failures,because}'::text[]";

    private static final String CODECS = ".codecs";

    @TempDir
    static Path home;

    private static Path journals;

    @BeforeAll
    static void call() throws IOException {
        journals = home.resolve("journal");
        SealedCall.journal(journals);
    }

    @AfterAll
    static void over() {
        SIDE_BY_SIDE.shutdownNow();
    }

    @TestFactory
    Stream<DynamicTest> endsWhereItWouldHaveEnded() throws Exception {
        DataSource undisturbed = Database.fresh();
        WorkerUnderFault.work(undisturbed, journals, media("undisturbed"));
        String expected = endState(undisturbed, media("undisturbed"));
        Map<WorkerCrashPoint, CompletableFuture<DataSource>> doomed = new LinkedHashMap<>();
        for (WorkerCrashPoint point : WorkerCrashPoint.ALL) {
            doomed.put(point, CompletableFuture.supplyAsync(() -> halted(point), SIDE_BY_SIDE));
        }
        return doomed.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey().toString(), () -> {
                    DataSource database = entry.getValue().get();
                    leasesRunOut(database);
                    WorkerUnderFault.work(
                            database, journals, media(entry.getKey().slug()));
                    assertThat(endState(database, media(entry.getKey().slug()))).isEqualTo(expected);
                }));
    }

    @Test
    void namesPlacesThatExist() throws ClassNotFoundException {
        for (WorkerCrashPoint point : WorkerCrashPoint.ALL) {
            Class<?> type = Class.forName(point.place().type(), false, HaltedWorkerTest.class.getClassLoader());
            assertThat(type.getDeclaredMethods())
                    .as(point.toString())
                    .anyMatch(method -> method.getName().equals(point.place().methodName()));
        }
        assertThat(WorkerCrashPoint.ALL).extracting(WorkerCrashPoint::name).doesNotHaveDuplicates();
    }

    private static DataSource halted(WorkerCrashPoint point) {
        DataSource database = Database.fresh();
        Program worker = new Program(
                WorkerUnderFault.class,
                List.of(
                        ((PGSimpleDataSource) database).getUrl(),
                        journals.toString(),
                        media(point.slug()).toString()),
                Map.of(),
                List.of());
        Path then = home.resolve(point.slug() + ".died");
        Fault fault = Fault.halt(point.name(), point.place(), point.nth(), then);
        try (ChildJvm doomed = ChildJvm.start(home, point.slug(), worker, List.of(fault))) {
            int status = doomed.ended().get(5, TimeUnit.MINUTES);
            assertThat(status).as("%s; it said %s", point, doomed.said()).isEqualTo(Fault.HALTED);
            return database;
        } catch (InterruptedException | TimeoutException | java.util.concurrent.ExecutionException e) {
            throw new AssertionError(point + ": " + e, e);
        }
    }

    /** A media directory for each trial; the codecs' libraries, which are large, are laid out once for all of them. */
    private static Path media(String trial) {
        Path media = home.resolve("media-" + trial);
        try {
            if (!Files.exists(media)) {
                Files.createDirectories(home.resolve("codecs"));
                Files.createSymbolicLink(Files.createDirectory(media).resolve(CODECS), home.resolve("codecs"));
            }
            return media;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A minute passes. */
    private static void leasesRunOut(DataSource database) {
        Database.sql(
                database,
                "update work_item set leased_until = now() - interval '1 second', due_at = now()"
                        + " where state = 'WAITING'");
    }

    /** Rows and digests of files as text. */
    private static String endState(DataSource database, Path media) throws IOException, SQLException {
        Map<String, String> files = files(media);
        assertThat(files).hasSize(3);
        return (rows(database) + "\n" + files).replace(", ", ",\n");
    }

    private static Map<String, List<String>> rows(DataSource database) throws SQLException {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    column(database, "select (to_jsonb(t) - %s)::text from %s t order by 1".formatted(VARYING, table)));
        }
        rows.put(
                "change_log",
                column(
                        database,
                        "select table_name || ' ' || count(*) from change_log group by table_name order by 1"));
        return rows;
    }

    private static List<String> column(DataSource database, String query) throws SQLException {
        List<String> column = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                column.add(rows.getString(1));
            }
        }
        return column;
    }

    /** Digests by path; the codecs' own files belong to nobody's recording. */
    private static Map<String, String> files(Path media) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(media)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                String name = media.relativize(file).toString();
                if (!name.startsWith(CODECS)) {
                    files.put(name, HexFormat.of().formatHex(Sha256.start().digest(Files.readAllBytes(file))));
                }
            }
        }
        return files;
    }
}
