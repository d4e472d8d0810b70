package org.holdfast.retention.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.recording.Verdict;
import org.holdfast.retention.policy.PolicyRules.Conditions;
import org.holdfast.retention.policy.PolicyRules.Terms;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which policy decides, when several match. */
class PolicyBookTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID TRADING = new UUID(7, 1);
    private static final UUID BONDS = new UUID(7, 2);

    private static KnownPolicy policy(String name, int position, Conditions about, Terms terms) {
        return new KnownPolicy(
                new UUID(1, name.hashCode()), 1, NOW, new PolicyRules(name, position, true, about, terms));
    }

    private static Terms deleteAfter(int days) {
        return new Terms(null, days, null);
    }

    private static Terms keep(int days) {
        return new Terms(days, null, null);
    }

    private static Conditions tagged(String tag) {
        return new Conditions(null, tag, null, null, null);
    }

    private static Candidate recording(int daysOld, String... tags) {
        return recording(daysOld, Set.of(), tags);
    }

    private static Candidate recording(int daysOld, Set<UUID> groups, String... tags) {
        Instant ended = NOW.minus(Duration.ofDays(daysOld));
        return new Candidate(
                new UUID(2, daysOld),
                ended.minusSeconds(60),
                ended,
                Duration.ofSeconds(60),
                Verdict.COMPLETE,
                groups,
                Set.of(tags),
                1000,
                true,
                false,
                new Candidate.Guards(null, null));
    }

    private static String fate(Candidate recording, KnownPolicy... policies) {
        return fate(recording, 0, policies);
    }

    private static String fate(Candidate recording, long excess, KnownPolicy... policies) {
        List<KnownGroup> groups =
                List.of(new KnownGroup(TRADING, 1, "Trading", null), new KnownGroup(BONDS, 1, "Bonds", TRADING));
        return switch (new PolicyBook(List.of(policies), groups).fate(recording, NOW, excess)) {
            case Fate.Stays() -> "stays";
            case Fate.Kept(KnownPolicy by, Instant until) -> "kept by " + by.name();
            case Fate.Due due -> "due by " + due.by().name();
        };
    }

    private final KnownPolicy all = policy("all", 100, Conditions.NONE, deleteAfter(365));
    private final KnownPolicy complaints = policy("complaints", 10, tagged("complaint"), deleteAfter(30));

    @Test
    void nothingGoesWithoutAPolicy() {
        assertThat(fate(recording(10_000))).isEqualTo("stays");
    }

    @Test
    void ageCountsFromTheEndOfTheCallToTheSecond() {
        assertThat(fate(recording(364), all)).isEqualTo("stays");
        assertThat(fate(recording(365), all)).isEqualTo("due by all");
    }

    @Test
    void theFirstThatMatchesAndDeletesDecidesWhetherItIsStricterOrNot() {
        assertThat(fate(recording(31, "complaint"), all, complaints)).isEqualTo("due by complaints");
        assertThat(fate(recording(31), all, complaints)).isEqualTo("stays");
        KnownPolicy longer = policy("longer", 5, tagged("complaint"), deleteAfter(3650));
        assertThat(fate(recording(400, "complaint"), all, complaints, longer)).isEqualTo("stays");
    }

    @Test
    void nothingGoesBeforeTheLongestKeepOfAllThatMatch() {
        KnownPolicy law = policy("law", 900, Conditions.NONE, keep(1825));
        KnownPolicy shorter = policy("shorter", 1, Conditions.NONE, keep(40));
        assertThat(fate(recording(400), all, shorter)).isEqualTo("due by all");
        assertThat(fate(recording(400), all, shorter, law)).isEqualTo("kept by law");
        assertThat(fate(recording(1825), all, law)).isEqualTo("due by all");
    }

    @Test
    void aGroupIsAlsoTheGroupsBelowIt() {
        KnownPolicy trading = policy("trading", 1, new Conditions(TRADING, null, null, null, null), deleteAfter(10));
        assertThat(fate(recording(11, Set.of(BONDS)), trading)).isEqualTo("due by trading");
        assertThat(fate(recording(11, Set.of(new UUID(7, 3))), trading)).isEqualTo("stays");
    }

    @Test
    void verdictAndDurationNarrow() {
        KnownPolicy silent = policy("silent", 1, condition(Verdict.SILENT, null, null), deleteAfter(1));
        KnownPolicy brief = policy("brief", 1, condition(null, null, 59), deleteAfter(1));
        KnownPolicy minute = policy("minute", 1, condition(Verdict.COMPLETE, 60, 60), deleteAfter(1));
        assertThat(fate(recording(2), silent, brief)).isEqualTo("stays");
        assertThat(fate(recording(2), minute)).isEqualTo("due by minute");
    }

    private static Conditions condition(@Nullable Verdict verdict, @Nullable Integer least, @Nullable Integer most) {
        return new Conditions(
                null,
                null,
                verdict,
                least == null ? null : Duration.ofSeconds(least),
                most == null ? null : Duration.ofSeconds(most));
    }

    @Test
    void aQuotaTakesTheOldestButNotWhatIsKept() {
        KnownPolicy quota = policy("quota", 1, Conditions.NONE, new Terms(null, null, 1));
        KnownPolicy month = policy("month", 2, Conditions.NONE, keep(30));
        assertThat(fate(recording(100), 0, quota, month)).isEqualTo("stays");
        assertThat(fate(recording(100), 1, quota, month)).isEqualTo("due by quota");
        assertThat(fate(recording(29), 1, quota, month)).isEqualTo("kept by month");
        assertThat(fate(recording(100), 1, quota, all))
                .as("too young for its age")
                .isEqualTo("due by quota");
    }

    @Test
    void aPolicyThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> policy("none", 1, Conditions.NONE, new Terms(null, null, null)))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> policy("at odds", 1, Conditions.NONE, new Terms(10, 9, null)))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> policy("quota", 1, tagged("x"), new Terms(null, null, 5)))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> policy("zero", 1, Conditions.NONE, deleteAfter(0)))
                .isInstanceOf(ChangeRejected.class);
    }
}
