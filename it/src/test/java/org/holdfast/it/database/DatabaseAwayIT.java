package org.holdfast.it.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.holdfast.it.Node;
import org.holdfast.it.e2e.Rest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The recorder depends on nothing but its disk; S3 is away throughout. {@code bin/bench outage} ({@code -Dholdfast.it.full}) keeps the
 * database away for ten minutes and compares what calls take to be set up meanwhile.
 */
@TestMethodOrder(org.junit.jupiter.api.MethodOrderer.MethodName.class)
class DatabaseAwayIT {
    private static final String ADDRESS = "127.0.11.1";
    private static final boolean FULL = System.getProperty("holdfast.it.full") != null;
    private static final Duration OUTAGE = FULL ? Duration.ofMinutes(10) : Duration.ofSeconds(45);
    private static final int LOADS = FULL ? 5 : 1;
    private static final int CALLS = FULL ? 100 : 50;
    private static final Duration TO_RETURN = Duration.ofMinutes(3);

    /** Far below what a connection to the database is waited for (3 s) or an answer of it (10 s). */
    private static final Duration WAITED_FOR_NOBODY = Duration.ofMillis(2500);

    private static OwnPostgres postgres;
    private static Node node;

    @BeforeAll
    static void start() throws Exception {
        postgres = OwnPostgres.started(ADDRESS);
        node = Node.own(
                        ADDRESS,
                        "node-database",
                        List.of("--database", postgres.url(), "--s3", "http://" + ADDRESS + ":9"), // nobody is there
                        Map.of(
                                "HOLDFAST_DATABASE_PASSWORD", "none-needed",
                                "HOLDFAST_S3_BUCKET", "nowhere",
                                "HOLDFAST_S3_ACCESS_KEY", "nobody",
                                "HOLDFAST_S3_SECRET_KEY", "nothing"))
                .awaitReady();
    }

    @AfterAll
    static void stop() throws Exception {
        node.stop();
        postgres.end();
    }

    /** First, as the method order is by name: what follows has a node that came up without its database. */
    @Test
    void aLongOutageWithAKilledRecorderInItsMiddleLosesAndDoublesNothing() throws Exception {
        if (FULL) {
            awaitCatalogued(Load.of(node, "warm").calls(CALLS));
        }
        List<Load> before = loads("up");
        before.forEach(DatabaseAwayIT::awaitCatalogued);
        postgres.stop();
        Instant away = Instant.now();
        List<Load> during = loads("away");
        await("alarm database").atMost(Duration.ofSeconds(60)).until(() -> alarm(node.serverMetrics(), "database"));
        assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
        assertThat(Rest.health(node.portal().resolve("health/web"))).isEqualTo(503);

        node.crashAndRestart();
        await("the recorder, without its database")
                .atMost(TO_RETURN)
                .ignoreExceptions()
                .until(() -> Rest.health(node.recorderHealth()) == 200);
        Load restarted = Load.of(node, "restarted").calls(CALLS);
        await("the end of the outage")
                .atMost(OUTAGE.plusMinutes(1))
                .until(() -> Duration.between(away, Instant.now()).compareTo(OUTAGE) > 0);
        postgres.start();
        node.awaitReady();

        during.forEach(DatabaseAwayIT::awaitCatalogued);
        awaitCatalogued(restarted);
        List<Instant> ends = endsInTheOrderOfTheirCataloguing(away);
        assertThat(ends).hasSize((LOADS + 1) * CALLS);
        assertInOrder(ends);
        await("end of alarm database")
                .atMost(Duration.ofSeconds(60))
                .until(() -> !alarm(node.serverMetrics(), "database"));
        during.forEach(DatabaseAwayIT::assertNobodyWaited);
        assertNobodyWaited(restarted);
        report(before, during, restarted);
    }

    private static List<Load> loads(String name) throws Exception {
        List<Load> loads = new ArrayList<>();
        for (int number = 0; number < LOADS; number++) {
            loads.add(Load.of(node, name).calls(CALLS));
        }
        return loads;
    }

    /** For whoever runs this to compare; not asserted, since a busy machine says nothing of it. */
    private static void report(List<Load> with, List<Load> without, Load restarted) throws Exception {
        double up = Load.percentile(with, 99);
        double away = Load.percentile(without, 99);
        String figures = String.format(
                Locale.ROOT,
                """
                outage.length %d s
                outage.calls.without-database %d calls
                outage.set-up.with-database.p50 %.1f ms
                outage.set-up.with-database.p99 %.1f ms
                outage.set-up.without-database.p50 %.1f ms
                outage.set-up.without-database.p99 %.1f ms
                outage.set-up.after-restart.p99 %.1f ms
                outage.set-up.p99-without-against-with %.2f ratio
                """,
                OUTAGE.toSeconds(),
                (LOADS + 1) * CALLS,
                Load.percentile(with, 50),
                up,
                Load.percentile(without, 50),
                away,
                Load.percentile(List.of(restarted), 99),
                away / up);
        System.out.print(figures);
        Files.writeString(Path.of("target/bench-outage.txt"), figures);
    }

    @Test
    void callsGoOnWhileTheDatabaseHangs() throws Exception {
        postgres.freeze();
        Load calls;
        try {
            calls = Load.of(node, "frozen").calls(20);
            await("alarm database").atMost(Duration.ofSeconds(60)).until(() -> alarm(node.serverMetrics(), "database"));
            assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
        } finally {
            postgres.thaw();
        }
        awaitCatalogued(calls);
        assertNobodyWaited(calls);
    }

    @Test
    void callsGoOnWhileTheDatabaseIsKilled() throws Exception {
        Load calls = Load.of(node, "killed").begin(20);
        postgres.crash();
        calls.end();
        postgres.start();
        awaitCatalogued(calls);
        assertNobodyWaited(calls);
    }

    @Test
    void callsGoOnWhileTheDatabaseTakesNoConnection() throws Exception {
        Load calls;
        try (Connection open = postgresAdmin()) {
            open.createStatement().execute("alter database holdfast allow_connections false");
            open.createStatement()
                    .execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = 'holdfast'");
            calls = Load.of(node, "refused").calls(20);
            open.createStatement().execute("alter database holdfast allow_connections true");
        }
        awaitCatalogued(calls);
        assertNobodyWaited(calls);
    }

    @Test
    void callsGoOnWhileSomebodyHoldsTheTablesLocked() throws Exception {
        Load calls;
        try (Connection other = postgres.connection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table recording, work_item in access exclusive mode");
            calls = Load.of(node, "locked").calls(20);
            other.rollback();
        }
        awaitCatalogued(calls);
        assertNobodyWaited(calls);
    }

    @Test
    void callsGoOnWhileTheDiskOfTheDatabaseIsFull() throws Exception {
        boolean full = postgres.fill();
        Load calls = Load.of(node, "full").calls(20);
        assertThat(Rest.health(node.recorderHealth())).isEqualTo(200);
        if (full) {
            postgres.free();
            postgres.start();
        }
        awaitCatalogued(calls);
        assertNobodyWaited(calls);
    }

    private static void awaitCatalogued(Load calls) {
        Rest rest = await("signing in").atMost(TO_RETURN).ignoreExceptions().until(() -> Rest.of(node), found -> true);
        List<JsonObject> found = await(calls + " in the catalogue")
                .atMost(TO_RETURN)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(() -> rest.recordings(calls.run()), recordings -> recordings.size() >= calls.size());
        List<String> callers = found.stream().map(calls::caller).toList();
        assertThat(callers).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(callers)).isEqualTo(new TreeSet<>(calls.callers()));
    }

    /** Who waits for the database does so in every call; a single slow one is a machine that is busy, or just started. */
    private static void assertNobodyWaited(Load calls) {
        Duration median =
                calls.setUps().stream().sorted().toList().get(calls.setUps().size() / 2);
        assertThat(median).as("half the set-up times of %s", calls).isLessThan(WAITED_FOR_NOBODY);
    }

    /** Calls that end together may change places: they are sealed by several threads. */
    private static void assertInOrder(List<Instant> ends) {
        Instant latest = Instant.MIN;
        for (Instant end : ends) {
            assertThat(end).isAfter(latest.equals(Instant.MIN) ? latest : latest.minusSeconds(1));
            latest = end.isAfter(latest) ? end : latest;
        }
    }

    private static List<Instant> endsInTheOrderOfTheirCataloguing(Instant since) throws Exception {
        List<Instant> ends = new ArrayList<>();
        try (Connection connection = postgres.connection();
                var query = connection.prepareStatement("""
                        select r.ended_at from recording r
                          join (select row_id, min(seq) as seq from change_log where table_name = 'recording' group by row_id) c
                            on c.row_id = r.id
                         where r.ended_at >= ? order by c.seq""")) {
            query.setTimestamp(1, java.sql.Timestamp.from(since));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    ends.add(rows.getTimestamp(1).toInstant());
                }
            }
        }
        return ends;
    }

    private static boolean alarm(URI metrics, String kind) {
        return Pattern.compile("(?m)^holdfast_alarm\\{[^}]*alarm=\"%s\"[^}]*} 1(\\.0)?$".formatted(kind))
                .matcher(Scrape.of(metrics))
                .find();
    }

    private static Connection postgresAdmin() throws Exception {
        return java.sql.DriverManager.getConnection(postgres.url().replace("/holdfast?", "/postgres?"), "holdfast", "");
    }
}
