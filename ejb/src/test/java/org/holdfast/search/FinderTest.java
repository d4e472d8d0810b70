package org.holdfast.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.holdfast.access.gate.Reach;
import org.holdfast.harness.Database;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Verdict;
import org.holdfast.search.Finder.Effort;
import org.holdfast.search.RecordingQuery.Narrowing;
import org.holdfast.search.RecordingQuery.Sort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On 3,000 of the recordings that {@code bin/bench search} has millions of. */
class FinderTest {
    private static final int ROWS = 3000;
    private static final Effort EACH_ROW = new Effort(ROWS + 1, Duration.ofMinutes(1));
    private static final Effort SHORT_WALK = new Effort(40, Duration.ofMinutes(1));
    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID STRANGER = UUID.fromString("00000000-0000-7000-9000-00000000ffff");

    private static DataSource database;
    private static EntityManagerFactory factory;

    @BeforeAll
    static void load() throws IOException, SQLException {
        database = Database.fresh();
        BenchDatabase.prepare(database);
        BenchDatabase.load(database, 1, ROWS, ROWS);
        BenchDatabase.finish(database);
        factory = TestNode.factory(database);
    }

    @AfterAll
    static void close() {
        factory.close();
    }

    static Stream<Arguments> searches() {
        RecordingQuery all = RecordingQuery.all();
        Set<UUID> agents = LongStream.range(100, 400)
                .filter(n -> n % 5 == 0)
                .mapToObj(FinderTest::user)
                .collect(Collectors.toSet());
        return Stream.of(
                Arguments.of("everything", all, Sight.EVERYTHING, 2000),
                Arguments.of(
                        "time",
                        all.between(END.minus(Duration.ofDays(300)), END.minus(Duration.ofDays(30))),
                        Sight.EVERYTHING,
                        500),
                Arguments.of("name", all.withParticipant("ELEIN"), Sight.EVERYTHING, 10),
                Arguments.of(
                        "name of a time",
                        all.withParticipant("elein")
                                .between(END.minus(Duration.ofDays(400)), END.minus(Duration.ofDays(40))),
                        Sight.EVERYTHING,
                        5),
                Arguments.of(
                        "names without numbers", all.withText("elein"), new Sight(Reach.EVERYTHING, Reach.NOTHING), 10),
                Arguments.of("number", all.withParticipant("+4971"), Sight.EVERYTHING, 5),
                Arguments.of("two digits", all.withParticipant("+4"), Sight.EVERYTHING, 2000),
                Arguments.of("three letters", all.withText("zoe"), Sight.EVERYTHING, 10),
                Arguments.of("user", all.narrowedTo(new Narrowing(agents, null, null, null)), Sight.EVERYTHING, 20),
                Arguments.of("reach", all, new Sight(new Reach(false, agents, Set.of()), Reach.NOTHING), 20),
                Arguments.of(
                        "reach and name",
                        all.withText("ulrike"),
                        new Sight(new Reach(false, agents, Set.of()), Reach.EVERYTHING),
                        1),
                Arguments.of(
                        "nobody",
                        all.narrowedTo(new Narrowing(Set.of(STRANGER), null, null, null)),
                        Sight.EVERYTHING,
                        0),
                Arguments.of("tag", all.narrowedTo(new Narrowing(null, "Complaint", null, null)), Sight.EVERYTHING, 5),
                Arguments.of(
                        "verdict and duration",
                        all.withVerdict(Verdict.ONE_SIDED).lasting(Duration.ofSeconds(100)),
                        Sight.EVERYTHING,
                        5),
                Arguments.of(
                        "short",
                        all.narrowedTo(new Narrowing(null, null, "internal", Duration.ofSeconds(7))),
                        Sight.EVERYTHING,
                        1),
                Arguments.of(
                        "state and node",
                        all.withState(RecordingState.FINALISED).withNode("node-b"),
                        Sight.EVERYTHING,
                        1000),
                Arguments.of("no such state", all.withState(RecordingState.CAPTURED), Sight.EVERYTHING, 0),
                Arguments.of("identifier", all.withText("00001000000123417"), Sight.EVERYTHING, 1),
                Arguments.of("beginning of identifiers", all.withText("0000100000012"), Sight.EVERYTHING, 90),
                Arguments.of(
                        "identifier one may not see",
                        all.withText("00001000000123417"),
                        new Sight(Reach.EVERYTHING, Reach.NOTHING),
                        0),
                Arguments.of("note and name", all.withText("invoice ulrike"), Sight.EVERYTHING, 0),
                Arguments.of("note", all.withText("refund"), Sight.EVERYTHING, 1));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void findsThroughTheIndexesWhatLookingAtEachRowFinds(String name, RecordingQuery query, Sight sight, int atLeast) {
        assertThat(found(query, sight, EACH_ROW, Optional.empty(), ROWS))
                .as("there is something to find")
                .hasSizeGreaterThanOrEqualTo(atLeast);
        Keyset middle = new Keyset(
                Sort.NEWEST, false, END.minus(Duration.ofDays(365)).getEpochSecond() * 1_000_000, new UUID(0, 0));
        for (Sort sort : Sort.values()) {
            Optional<Keyset> place = Keyset.byTime(sort) ? Optional.of(middle) : Optional.empty();
            for (int wanted : List.of(3, 60)) {
                RecordingQuery sorted = query.sortedBy(sort);
                assertThat(found(sorted, sight, SHORT_WALK, place, wanted))
                        .isEqualTo(found(sorted, sight, EACH_ROW, place, wanted));
            }
        }
    }

    /** Where an index serves, it is taken; where none did, the planner would read the whole table all the same. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void neverReadsTheWholeTable(String name, RecordingQuery query, Sight sight, int atLeast) {
        long wholeReads = in(entities -> {
            entities.createNativeQuery("set local enable_seqscan = off").executeUpdate();
            find(entities, query, sight, SHORT_WALK, Optional.empty(), 51);
            return (Long) entities.createNativeQuery(
                            "select coalesce(sum(seq_scan), 0)::bigint from pg_stat_xact_user_tables where relname = 'recording_search'",
                            Long.class)
                    .getSingleResult();
        });
        assertThat(wholeReads).isZero();
    }

    @Test
    void saysSoWhenASearchTakesTooLong() throws SQLException {
        try (Connection other = database.getConnection()) {
            other.setAutoCommit(false);
            other.createStatement().execute("lock table recording_search");
            RecordingQuery query = RecordingQuery.all().withText("nobody");
            Effort impatient = new Effort(10, Duration.ofMillis(20));
            assertThatThrownBy(() ->
                            in(entities -> find(entities, query, Sight.EVERYTHING, impatient, Optional.empty(), 10)))
                    .isInstanceOf(QueryRejected.class)
                    .hasMessageContaining("Narrow it");
            other.rollback();
        }
    }

    private static List<UUID> found(
            RecordingQuery query, Sight sight, Effort effort, Optional<Keyset> place, int wanted) {
        return in(entities -> find(entities, query, sight, effort, place, wanted));
    }

    private static List<UUID> find(
            EntityManager entities,
            RecordingQuery query,
            Sight sight,
            Effort effort,
            Optional<Keyset> place,
            int wanted) {
        return new Finder(entities, new Criteria(query, sight), Order.of(query.sort(), false), wanted, effort)
                .find(place);
    }

    private static UUID user(long n) {
        return UUID.fromString("00000000-0000-7000-9000-%012x".formatted(n));
    }

    private static <T> T in(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            try {
                return work.apply(entities);
            } finally {
                entities.getTransaction().rollback();
            }
        }
    }
}
