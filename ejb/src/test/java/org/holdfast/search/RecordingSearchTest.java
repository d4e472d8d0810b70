package org.holdfast.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.recording.FinalisedMedia;
import org.holdfast.recording.MediaCopy;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.RecordingState;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.Verdict;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenant;
import org.holdfast.search.RecordingQuery.Sort;
import org.holdfast.work.WorkQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingSearchTest {
    private static final Instant NOON = Calls.NOON;

    private static TestNode node;
    private static RecordingSearch search;
    private static Recordings recordings;
    private static RecordingFacts odd;
    private static RecordingFacts finished;

    @BeforeAll
    static void start() {
        node = TestNode.of(Recordings.class, RecordingSearch.class, WorkQueue.class);
        search = node.bean(RecordingSearch.class);
        recordings = node.bean(Recordings.class);
        for (int i = 0; i < 23; i++) { // ties in time and in duration
            recordings.add(
                    Calls.call(NOON.plusSeconds(i / 3), Duration.ofSeconds(10 + i % 4), "Carol", "Dave"), List.of());
        }
        odd = Calls.call(NOON.minusSeconds(3600), Duration.ofMinutes(5), "100%_sure!", "O'Neil");
        recordings.add(odd, List.of());
        finished = Calls.call(NOON.minusSeconds(7200), Duration.ofSeconds(42), "Alice Émile", "Bob");
        recordings.add(finished, List.of(new RecordingFacts.Body(NOON, "INVITE", "application/sdp", new byte[] {1})));
        recordings.finalised(finished.id(), media());
        node.inTransaction(entities -> {
            node.bean(WorkQueue.class).begin(finished.id(), "a");
            return "";
        });
    }

    private static FinalisedMedia media() {
        return new FinalisedMedia(
                Verdict.ONE_SIDED,
                List.of("Bob was never heard"),
                Duration.ofSeconds(41),
                List.of(new FinalisedMedia.Lane(0, 0, List.of("p1"), "PCMA")),
                List.of(new FinalisedMedia.Absence(-1, NOON, NOON.plusSeconds(1), "pause")),
                List.of(new FinalisedMedia.Event(NOON, "pause", "by supervisor")),
                List.of(
                        new MediaCopy("local", MediaCopy.Kind.LOSSLESS, "audio/wav", "x/audio.wav", 44, "00", NOON),
                        new MediaCopy("local", MediaCopy.Kind.PEAKS, "application/json", "x/p", 4, "01", NOON)));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void everyRowIsOnExactlyOnePageInBothDirections(Sort sort) {
        for (int limit : List.of(2, 7, 24, 25, 26)) {
            RecordingQuery query = RecordingQuery.all().sortedBy(sort).limitedTo(limit);
            List<RecordingPage> there = new ArrayList<>(List.of(search.find(query, Sight.EVERYTHING)));
            while (there.getLast().next() != null) {
                there.add(search.find(query.at(there.getLast().next()), Sight.EVERYTHING));
            }
            List<UUID> forward = ids(there);
            assertThat(forward).hasSize(25).doesNotHaveDuplicates();
            assertThat(there.getFirst().previous()).isNull();

            List<RecordingPage> back = new ArrayList<>(List.of(there.getLast()));
            while (back.getFirst().previous() != null) {
                back.addFirst(search.find(query.at(back.getFirst().previous()), Sight.EVERYTHING));
            }
            assertThat(ids(back)).isEqualTo(forward);
            assertThat(back.getLast().next()).isNull();
        }
    }

    @Test
    void ordersByWhatWasAskedFor() {
        assertThat(all(Sort.NEWEST)).isSortedAccordingTo((a, b) -> b.startedAt().compareTo(a.startedAt()));
        assertThat(all(Sort.OLDEST)).isSortedAccordingTo((a, b) -> a.startedAt().compareTo(b.startedAt()));
        assertThat(all(Sort.LONGEST)).isSortedAccordingTo((a, b) -> Long.compare(b.durationMs(), a.durationMs()));
        assertThat(all(Sort.SHORTEST)).isSortedAccordingTo((a, b) -> Long.compare(a.durationMs(), b.durationMs()));
    }

    @Test
    void filtersByTimeFromInclusiveToExclusive() {
        assertThat(found(RecordingQuery.all().between(NOON, NOON.plusSeconds(1))))
                .hasSize(3);
        assertThat(found(RecordingQuery.all().between(null, NOON))).hasSize(2);
    }

    @Test
    void filtersByVerdictStateNodeAndDuration() {
        assertThat(found(RecordingQuery.all().withVerdict(Verdict.ONE_SIDED))).containsExactly(finished.id());
        assertThat(found(RecordingQuery.all().withVerdict(Verdict.COMPLETE))).isEmpty();
        assertThat(found(RecordingQuery.all().withState(RecordingState.FINALISED)))
                .containsExactly(finished.id());
        assertThat(found(RecordingQuery.all().withNode("b"))).isEmpty();
        assertThat(found(RecordingQuery.all().withNode("a"))).hasSize(25);
        assertThat(found(RecordingQuery.all().lasting(Duration.ofSeconds(41))))
                .containsExactly(odd.id(), finished.id());
    }

    @Test
    void findsPeopleByPartOfNameOrAddressWhateverTheCase() {
        assertThat(found(RecordingQuery.all().withParticipant("o'NEIL"))).containsExactly(odd.id());
        assertThat(found(RecordingQuery.all().withParticipant("bob@example"))).containsExactly(finished.id());
        assertThat(found(RecordingQuery.all().withText("émile bob"))).containsExactly(finished.id());
        assertThat(found(RecordingQuery.all().withText("alice o'neil"))).isEmpty();
    }

    @Test
    void findsACallByItsIdentifiers() {
        assertThat(found(RecordingQuery.all().withText(odd.id() + "@SRC"))).containsExactly(odd.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "!", "100%_sure!", "' or '1'='1", "\\", ":id", "?1", "\0"})
    void whatACallerTypesIsNeverMoreThanText(String text) {
        List<UUID> found = found(RecordingQuery.all().withParticipant(text));
        boolean partOfOdd = odd.participants().stream().anyMatch(p -> p.name().contains(text));
        if (text.equals("\0")) {
            assertThat(found).as("nothing is left to look for").hasSize(25);
        } else {
            assertThat(found).isEqualTo(partOfOdd ? List.of(odd.id()) : List.of());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%%%", "AAAA", "' or 1=1"})
    void refusesACursorThatIsNoneOfOurs(String cursor) {
        RecordingQuery query = RecordingQuery.all().at(cursor);
        assertThatThrownBy(() -> search.find(query, Sight.EVERYTHING)).isInstanceOf(QueryRejected.class);
    }

    @Test
    void refusesACursorOfAnotherOrder() {
        String cursor =
                search.find(RecordingQuery.all().limitedTo(5), Sight.EVERYTHING).next();
        RecordingQuery query = RecordingQuery.all().sortedBy(Sort.LONGEST).at(cursor);
        assertThatThrownBy(() -> search.find(query, Sight.EVERYTHING)).isInstanceOf(QueryRejected.class);
    }

    @Test
    void refusesALimitOutsideItsBounds() {
        assertThatThrownBy(() -> RecordingQuery.all().limitedTo(0)).isInstanceOf(QueryRejected.class);
        assertThatThrownBy(() -> RecordingQuery.all().limitedTo(1001)).isInstanceOf(QueryRejected.class);
    }

    @Test
    void tellsAllThatIsKnownOfOneRecording() {
        RecordingDetail detail =
                search.recording(finished.id(), Sight.EVERYTHING).orElseThrow();
        assertThat(detail.summary().verdict()).isEqualTo(Verdict.ONE_SIDED);
        assertThat(detail.summary().verdictReasons()).containsExactly("Bob was never heard");
        assertThat(detail.summary().durationMs()).isEqualTo(41_000);
        assertThat(detail.summary().participants())
                .containsExactly(
                        new RecordingSummary.Party("sip:alice émile@example.com", "Alice Émile", "caller", 0),
                        new RecordingSummary.Party("sip:bob@example.com", "Bob", "callee", null));
        assertThat(detail.summary().streams())
                .containsExactly(
                        RecordingSummary.Stream.sentBy(List.of("sip:alice émile@example.com"), "1", "audio", "PCMA"),
                        RecordingSummary.Stream.sentBy(List.of("sip:bob@example.com"), "2", "audio", "PCMU"));
        assertThat(detail.summary().copies())
                .containsExactly(new RecordingSummary.Copy("local", "audio/wav", NOON, 44, "00"));
        assertThat(detail.gaps()).containsExactly(new RecordingDetail.Gap(-1, NOON, NOON.plusSeconds(1), "pause"));
        assertThat(detail.events()).containsExactly(new RecordingDetail.Event(NOON, "pause", "by supervisor"));
        assertThat(detail.snapshots())
                .singleElement()
                .satisfies(s -> assertThat(s.body()).containsExactly(1));
        assertThat(detail.identifiers()).isEqualTo(finished.identifiers());
        assertThat(detail.journal()).isEqualTo(finished.journal());
        assertThat(detail.work())
                .singleElement()
                .satisfies(w -> assertThat(w.state()).isEqualTo("waiting"));
    }

    @Test
    void findsNothingOfAnotherTenant() {
        UUID other = UUID.fromString("00000000-0000-7000-8000-0000000000ff");
        assertThat(CurrentTenant.as(other, () -> found(RecordingQuery.all()))).isEmpty();
        assertThat(CurrentTenant.as(other, () -> found(RecordingQuery.all().withText("carol"))))
                .isEmpty();
        assertThat(CurrentTenant.as(other, () -> search.recording(finished.id(), Sight.EVERYTHING)))
                .isEmpty();
    }

    @Test
    void whatIsSearchedIsWhatTheCatalogueSays() {
        UUID id = odd.id();
        node.sql("update recording_participant set name = 'Zed', version = version + 1 where recording_id = '" + id
                + "' and ordinal = 0");
        node.sql("insert into recording_tag (id, tenant_id, origin_node, version, recording_id, tag, author) values ('"
                + UUID.randomUUID() + "', '" + Tenant.DEFAULT + "', 'a', 1, '" + id + "', 'Odd', 'x')");
        node.sql(
                "insert into note (id, tenant_id, origin_node, version, recording_id, author_id, author, written_at, text) values ('"
                        + UUID.randomUUID() + "', '" + Tenant.DEFAULT + "', 'a', 1, '" + id + "', '" + id
                        + "', 'x', now(), 'Quite odd')");
        RecordingFacts gone = Calls.call(NOON.minusSeconds(90_000), Duration.ofSeconds(1), "Gone", "Away");
        recordings.add(gone, List.of());
        assertThat(found(RecordingQuery.all().withText("away"))).containsExactly(gone.id());
        recordings.condemned(gone.id());
        recordings.purged(gone.id());

        assertThat(found(RecordingQuery.all().withText("zed quite"))).containsExactly(id);
        assertThat(found(RecordingQuery.all().narrowedTo(new RecordingQuery.Narrowing(null, "ODD", null, null))))
                .containsExactly(id);
        assertThat(found(RecordingQuery.all().withText("away"))).isEmpty();
        assertThat(node.count("""
                        select count(*) from (
                          (select recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys
                             from recording_search_source
                           except
                           select recording_id, tenant_id, started_at, duration_ms, names, addresses, identifiers, notes, keys
                             from recording_search)
                          union all select null, null, null, null, null, null, null, null, null from recording_search
                           where recording_id not in (select recording_id from recording_search_source)) d""")).isZero();
        node.sql("update recording_participant set name = '100%_sure!', version = version + 1 where recording_id = '"
                + id + "' and ordinal = 0");
    }

    private static List<RecordingSummary> all(Sort sort) {
        return search.find(RecordingQuery.all().sortedBy(sort), Sight.EVERYTHING)
                .items();
    }

    private static List<UUID> found(RecordingQuery query) {
        return search.find(query, Sight.EVERYTHING).items().stream()
                .map(RecordingSummary::id)
                .toList();
    }

    private static List<UUID> ids(List<RecordingPage> pages) {
        return pages.stream()
                .flatMap(page -> page.items().stream())
                .map(RecordingSummary::id)
                .toList();
    }
}
