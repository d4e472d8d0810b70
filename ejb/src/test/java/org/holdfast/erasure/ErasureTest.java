package org.holdfast.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.harness.Calls;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.StoringNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.harness.VersionedBucket;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.remark.Remarks;
import org.holdfast.retention.policy.DryRun;
import org.holdfast.retention.policy.KeepingBeans;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.Sight;
import org.holdfast.search.saved.KnownSearch;
import org.holdfast.search.saved.SavedSearches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One person is erased from database, disk and a bucket with versions; what stays is named, and the report verifies. */
class ErasureTest {
    @TempDir
    Path home;

    private final VersionedBucket bucket = new VersionedBucket();
    private final RecordingFacts first = Calls.call(Calls.NOON, Duration.ofSeconds(30), "Zacharias", "Bob");
    private final RecordingFacts second = Calls.call(Calls.NOON, Duration.ofSeconds(60), "Carol", "Zacharias");
    private final RecordingFacts other = Calls.call(Calls.NOON, Duration.ofSeconds(60), "Carol", "Bob");

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @SuppressWarnings("NullAway.Init")
    private SignedIn admin;

    @BeforeEach
    void start() throws IOException {
        StoringNode.configure(home, bucket.endpoint(), VersionedBucket.NAME);
        node = StoringNode.start(DeletingNode.with(TestPeople.and(KeepingBeans.with(
                RecordingSearch.class,
                SavedSearches.class,
                MediaKeyTraces.class,
                Remarks.class,
                Erasures.class,
                ErasureQueue.class,
                ErasureReport.class,
                ErasureJob.class,
                PersonSearch.class,
                NamedSearches.class))));
        admin = TestPeople.admin(node);
        for (RecordingFacts call : List.of(first, second, other)) {
            StoringNode.finished(node, call, 1000);
            StoringNode.uploaded(node, call);
        }
        Path kept = Files.createDirectories(home.resolve("journal/kept"));
        Files.writeString(kept.resolve(first.journal()), "Zacharias speaks");
        Files.writeString(kept.resolve(other.journal()), "others speak");
        node.sql("update recording set warnings = array['Zacharias is spelt oddly'], version = version + 1 where id = '"
                + first.id() + "'");
        node.bean(Remarks.class).write(admin, second.id(), null, "zacharias@example.com was angry");
        bucket.overwriteAndHideAll();
    }

    @AfterEach
    void stop() {
        node.close();
        bucket.close();
        TestWiring.SETTINGS.clear();
    }

    private KnownErasure request() {
        return node.bean(Erasures.class)
                .request(
                        admin,
                        "case 17",
                        new Subject(Subject.Kind.ADDRESS, "Zacharias <sip:zacharias@example.com;x=y>"));
    }

    private KnownErasure finished(KnownErasure asked) {
        while (node.bean(ErasureJob.class).round()) {
            // until nothing is due
        }
        return node.bean(Erasures.class).find(asked.id()).orElseThrow();
    }

    private KnownErasure erase() {
        KnownErasure asked = request();
        assertThat(asked.recordings()).isEqualTo(2);
        node.bean(Erasures.class).confirm(admin, asked.id(), 2);
        return finished(asked);
    }

    /** Tables and columns that have that text in them. */
    private List<String> rowsWith(String text) {
        List<String> found = new ArrayList<>();
        for (String column : node.column(String.class, """
                select c.table_name || '|' || c.column_name || '|' || c.data_type from information_schema.columns c
                  join information_schema.tables t on t.table_name = c.table_name and t.table_schema = c.table_schema
                 where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
                   and c.data_type in ('text', 'bytea', 'ARRAY')""")) {
            String[] name = column.split("\\|", -1);
            String value = name[2].equals("bytea") ? "encode(%s, 'escape')" : "cast(%s as text)";
            long rows = node.count("select count(*) from %s where lower(%s) like '%%%s%%'"
                    .formatted(name[0], value.formatted(name[1]), text));
            if (rows > 0) {
                found.add(name[0] + "." + name[1]);
            }
        }
        return found;
    }

    private List<String> filesWith(String text) throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            return files.filter(Files::isRegularFile)
                    .filter(file ->
                            file.toString().contains(text) || content(file).contains(text))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void nothingOfThePersonIsLeftButWhatTheReportNames() throws IOException {
        KnownErasure done = erase();
        assertThat(done.state()).isEqualTo("done");
        assertThat(done.gone()).isEqualTo(2);
        assertThat(bucket.keys())
                .isNotEmpty()
                .noneMatch(key -> key.contains(first.id().toString())
                        || key.contains(second.id().toString()));
        assertThat(filesWith("Zacharias")).isEmpty();
        assertThat(filesWith(first.id().toString())).isEmpty();
        assertThat(filesWith(second.id().toString())).isEmpty();
        assertThat(filesWith(other.id().toString())).isNotEmpty();
        assertThat(rowsWith("zacharias")).containsExactly("audit_entry.after_value");
        assertThat(node.bean(RecordingSearch.class)
                        .find(RecordingQuery.all().withText("Zacharias"), Sight.EVERYTHING)
                        .items())
                .isEmpty();
        assertThat(node.bean(RecordingSearch.class)
                        .find(RecordingQuery.all(), Sight.EVERYTHING)
                        .items())
                .hasSize(1);

        List<ReportLine> lines = node.bean(ErasureReport.class).lines(done.id(), 0, 1000);
        assertThat(lines)
                .extracting(ReportLine::kind)
                .contains("row", "version", "file", "journal", "recording", "audit", "note");
        assertThat(lines)
                .filteredOn(line -> line.kind().equals("audit"))
                .singleElement()
                .satisfies(line -> assertThat(line.outcome()).isEqualTo("stays"));
        assertThat(lines).filteredOn(line -> line.kind().equals("version")).hasSizeGreaterThanOrEqualTo(18);
        assertThat(lines)
                .noneMatch(line -> (line.what() + line.because())
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("zacharias"));
        Proof proof = node.bean(ErasureReport.class).verify(done.id(), done.digest());
        assertThat(proof.problems()).isEmpty();
        assertThat(proof.lines()).isEqualTo(lines.size());
        assertThat(node.count("select count(*) from change_log where table_name = 'recording_participant' and deleted"))
                .as("other nodes learn it")
                .isEqualTo(4);
    }

    @Test
    void searchesThatNameThePersonAreEmptiedAndReportedAndOthersStay() {
        SavedSearches searches = node.bean(SavedSearches.class);
        searches.keep(admin, "Calls of ZACHARIAS", "direction=in");
        searches.keep(admin, "by address", "participant=sip%3Azacharias%40example.com");
        searches.keep(admin, "forgotten", "q=zacharias+angry");
        searches.forget(admin, searches.of(admin).getLast().id());
        node.sql("insert into saved_search select gen_random_uuid(), tenant_id, origin_node, version, true, user_id,"
                + " 'as an earlier release', 'q=Zacharias' from saved_search limit 1");
        searches.keep(admin, "Carol", "participant=carol");
        searches.keep(admin, "Zachariassen", "q=zachariassen");
        long noted = node.count("select count(*) from change_log where table_name = 'saved_search' and deleted");

        KnownErasure done = erase();

        assertThat(searches.of(admin)).extracting(KnownSearch::name).containsExactly("Carol", "Zachariassen");
        assertThat(node.column(String.class, "select name || query from saved_search where deleted"))
                .hasSize(4)
                .containsOnly("");
        assertThat(node.bean(ErasureReport.class).lines(done.id(), 0, 1000))
                .filteredOn(line -> line.what().startsWith("saved_search "))
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo("removed"));
        assertThat(node.count("select count(*) from change_log where table_name = 'saved_search' and deleted"))
                .as("other nodes learn it")
                .isGreaterThan(noted);
    }

    @Test
    void noVersionOfAManifestKeepsAWrappedKey() throws IOException {
        RecordingFacts third = Calls.call(Calls.NOON, Duration.ofSeconds(30), "Zacharias", "Bob");
        node.sql("insert into media_key (id, tenant_id, origin_node, version, wrapped, created_at)"
                + " select '%s', id, 'a', 1, 'k1 wrapped-at-first', now() from tenant limit 1".formatted(third.id()));
        StoringNode.finished(node, third, 1000);
        StoringNode.uploaded(node, third);
        node.sql("update media_key set wrapped = 'k2 wrapped-anew', version = version + 1");
        bucket.overwriteAndHideAll();
        assertThat(bucket.versionsWith("wrapped-at-first"))
                .hasSizeGreaterThan(1)
                .allMatch(key -> key.contains(third.id().toString()));

        KnownErasure asked = request();
        node.bean(Erasures.class).confirm(admin, asked.id(), 3);
        assertThat(finished(asked).state()).isEqualTo("done");

        assertThat(bucket.versionsWith("wrapped")).isEmpty();
        assertThat(rowsWith("wrapped-")).isEmpty();
        assertThat(node.bean(ErasureReport.class).lines(asked.id(), 0, 1000))
                .extracting(ReportLine::what)
                .contains("media_key " + third.id());
    }

    @Test
    void aLineThatWasChangedOrRemovedIsFound() {
        KnownErasure done = erase();
        node.sql("alter table erasure_line disable trigger only_added_to");
        node.sql("update erasure_line set what = 'something else' where number = 3");
        assertThat(node.bean(ErasureReport.class)
                        .verify(done.id(), done.digest())
                        .problems())
                .anyMatch(problem -> problem.startsWith("line 3 "));
        node.sql("delete from erasure_line where number >= 3");
        assertThat(node.bean(ErasureReport.class)
                        .verify(done.id(), done.digest())
                        .intact())
                .isFalse();
        assertThat(node.bean(ErasureReport.class)
                        .verify(done.id(), "0".repeat(64))
                        .problems())
                .contains("the audit trail does not name this digest");
    }

    @Test
    void nothingGoesUnconfirmedAndOnlyAsManyAsWereRead() throws IOException {
        Erasures erasures = node.bean(Erasures.class);
        KnownErasure asked = request();
        assertThatThrownBy(() -> erasures.confirm(admin, asked.id(), 1)).isInstanceOf(ChangeRejected.class);
        assertThat(finished(asked).state()).isEqualTo("found");
        assertThat(filesWith(first.id().toString())).isNotEmpty();
        erasures.cancel(admin, asked.id());
        assertThatThrownBy(() -> erasures.confirm(admin, asked.id(), 2)).isInstanceOf(ChangeRejected.class);
        assertThat(node.column(String.class, "select subject from erasure")).containsExactly("");
    }

    @Test
    void aLockedRecordingIsNamedAndItsBucketNotAskedAgainBeforeItsTime() {
        Instant until = TestWiring.CLOCK.instant().plus(Duration.ofDays(500));
        bucket.lock(second.id() + "/audio.webm", until);
        TestWiring.CLOCK.pass(Duration.ofDays(400));
        KeepingBeans.policies(node, admin);

        KnownErasure stuck = erase();
        assertThat(stuck.state()).isEqualTo("prevented");
        assertThat(stuck.gone()).isEqualTo(1);
        assertThat(node.bean(Erasures.class).recordings(stuck.id(), null, 10))
                .filteredOn(recording -> recording.state().equals("prevented"))
                .singleElement()
                .satisfies(recording -> assertThat(recording.because())
                        .contains("locked in the bucket until " + until)
                        .contains("compliance"));
        int asked = bucket.asked();
        assertThat(node.bean(DryRun.class).of(null, null, 10).items())
                .filteredOn(finding -> finding.recordingId().equals(second.id()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.prevented()).isEqualTo("locked until " + until));
        node.bean(Erasures.class).runAgain(admin, stuck.id());
        assertThat(finished(stuck).state()).isEqualTo("prevented");
        assertThat(bucket.asked()).as("what is known is not asked again").isEqualTo(asked);
        assertThat(KeepingBeans.run(node).locked()).isEqualTo(1);

        TestWiring.CLOCK.pass(Duration.ofDays(101));
        node.bean(Erasures.class).runAgain(admin, stuck.id());
        assertThat(finished(stuck).state()).isEqualTo("done");
    }
}
