package org.holdfast.search;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.holdfast.access.gate.Reach;
import org.holdfast.harness.Database;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.Verdict;
import org.holdfast.search.RecordingQuery.Narrowing;
import org.holdfast.search.RecordingQuery.Sort;

/** {@code bin/bench search}: the product's searches on a tenth of the recordings and on all, in turns. */
public final class SearchBench {
    private static final int WARM = 40;
    private static final int ROUNDS = 200;
    private static final Instant END = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration SPAN = Duration.ofDays(730);

    private final EntityManagerFactory factory;
    private final long rows;
    private final Random random = new Random(4);
    private final TreeMap<String, List<Double>> millis = new TreeMap<>();

    private SearchBench(DataSource database, long rows) {
        this.factory = TestNode.factory(Database.pooled(database));
        this.rows = rows;
    }

    /** {@code HOME ROWS} */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        long rows = Long.parseLong(arguments[1]);
        try (BenchDatabase databases = new BenchDatabase(Path.of(arguments[0]))) {
            SearchBench tenth = new SearchBench(databases.of(rows / 10), rows / 10);
            SearchBench whole = new SearchBench(databases.of(rows), rows);
            line("search.database", "%.1f GB", databases.read() / 1e9);
            for (int round = -WARM; round < ROUNDS; round++) {
                tenth.round(round >= 0);
                whole.round(round >= 0);
            }
            for (String search : whole.millis.keySet()) {
                report(search, tenth, whole);
            }
        }
    }

    private static void report(String search, SearchBench tenth, SearchBench whole) {
        for (int part : new int[] {50, 95}) {
            double less = tenth.percentile(search, part);
            double more = whole.percentile(search, part);
            line("search.%s.%d.p%d".formatted(search, tenth.rows, part), "%.1f ms", less);
            line("search.%s.%d.p%d".formatted(search, whole.rows, part), "%.1f ms", more);
            line("search.%s.p%d-growth".formatted(search, part), "%.2f ratio", more / less);
        }
    }

    private static void line(String name, String form, double value) {
        System.out.println(name + " " + String.format(Locale.ROOT, form, value));
    }

    private double percentile(String search, int part) {
        List<Double> sorted =
                millis.getOrDefault(search, List.of()).stream().sorted().toList();
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * part / 100));
    }

    private void round(boolean counts) {
        RecordingQuery all = RecordingQuery.all();
        Row row = row();
        String name = row.names().lines().toList().getLast();
        String surname = name.substring(name.indexOf(' ') + 1);
        String number = row.addresses().lines().toList().getLast().replaceAll(".*\\+([0-9]+)@.*", "$1");
        Instant day = END.minus(Duration.ofHours(random.nextLong(SPAN.toHours())));
        long agent = random.nextLong(2000);
        time(counts, "newest", all, Sight.EVERYTHING);
        time(counts, "time", all.between(day, day.plus(Duration.ofHours(8))), Sight.EVERYTHING);
        time(
                counts,
                "name",
                all.withParticipant(surname.substring(0, Math.min(6, surname.length()))),
                Sight.EVERYTHING);
        time(counts, "rare-name", all.withText(name), Sight.EVERYTHING);
        time(counts, "number", all.withParticipant(number), Sight.EVERYTHING);
        time(counts, "number-end", all.withText(number.substring(number.length() - 6)), Sight.EVERYTHING);
        time(counts, "number-part", all.withText(number.substring(4, 8)), Sight.EVERYTHING);
        time(counts, "user", all.narrowedTo(new Narrowing(Set.of(user(agent)), null, null, null)), Sight.EVERYTHING);
        time(counts, "group", all, group(agent));
        time(counts, "group-name", all.withText(surname.substring(0, 4)), group(agent));
        time(counts, "tag", all.narrowedTo(new Narrowing(null, "complaint", null, null)), Sight.EVERYTHING);
        time(counts, "rare-tag", all.narrowedTo(new Narrowing(null, "vip-escalation", null, null)), Sight.EVERYTHING);
        time(
                counts,
                "verdict-duration",
                all.withVerdict(Verdict.SILENT).lasting(Duration.ofMinutes(10)),
                Sight.EVERYTHING);
        time(
                counts,
                "identifier",
                all.withText(row.identifiers().strip().lines().toList().getLast()),
                Sight.EVERYTHING);
        time(counts, "note", all.withText("case " + (100_000 + random.nextInt(900_000))), Sight.EVERYTHING);
        time(counts, "deep-backward", all.at(deep(row)), Sight.EVERYTHING);
    }

    private void time(boolean counts, String search, RecordingQuery query, Sight sight) {
        long began = System.nanoTime();
        in(entities -> new RecordingSearch(entities).find(query, sight));
        if (counts) {
            millis.computeIfAbsent(search, key -> new ArrayList<>()).add((System.nanoTime() - began) / 1e6);
        }
    }

    private record Row(UUID id, Instant startedAt, String names, String addresses, String identifiers) {}

    /** One with a named customer, anywhere. */
    private Row row() {
        long from = 16 + random.nextLong(rows);
        UUID[] ids =
                LongStream.range(from - 16, from + 16).mapToObj(SearchBench::id).toArray(UUID[]::new);
        List<?> rows = in(entities -> entities.createNativeQuery("""
                        select recording_id, cast(extract(epoch from started_at) * 1000 as bigint), names, addresses, identifiers
                          from recording_search where recording_id = any (cast(:ids as uuid[])) and names ~ '\\n.' limit 1""", Object[].class)
                .setParameter("ids", ids)
                .getResultList());
        Object[] r = (Object[]) rows.getFirst();
        return new Row((UUID) r[0], Instant.ofEpochMilli((Long) r[1]), (String) r[2], (String) r[3], (String) r[4]);
    }

    private static String deep(Row row) {
        return new Keyset(Sort.NEWEST, true, row.startedAt().toEpochMilli() * 1000, row.id()).cursor();
    }

    private static Sight group(long agent) {
        Set<UUID> users = LongStream.range(agent, agent + 15)
                .mapToObj(n -> user(n % 2000))
                .collect(Collectors.toSet());
        Reach reach = new Reach(false, users, Set.of());
        return new Sight(reach, reach);
    }

    private static UUID user(long n) {
        return UUID.fromString("00000000-0000-7000-9000-%012x".formatted(n));
    }

    private static UUID id(long n) {
        return UUID.fromString("00000000-0000-7000-8000-%012x".formatted(n));
    }

    private <T> T in(java.util.function.Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            entities.getTransaction().begin();
            T result = work.apply(entities);
            entities.getTransaction().commit();
            return result;
        }
    }
}
