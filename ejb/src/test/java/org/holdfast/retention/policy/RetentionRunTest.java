package org.holdfast.retention.policy;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.harness.DeletingNode;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.key.MediaKeyRows;
import org.holdfast.key.MediaKeys;
import org.holdfast.key.NodeKeys;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.Verdict;
import org.holdfast.retention.policy.PolicyRules.Conditions;
import org.holdfast.retention.policy.PolicyRules.Terms;
import org.holdfast.settings.Setting;
import org.holdfast.storage.MediaDirectory;
import org.holdfast.storage.target.StorageTargets;
import org.holdfast.storage.target.StoredTargets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a dry run says is what the run does, over many recordings in a real database, by a clock that stands still. */
class RetentionRunTest {
    private static final String TENANT = "00000000-0000-7000-8000-000000000000";

    @TempDir
    Path home;

    @SuppressWarnings("NullAway.Init") // each test starts it
    private TestNode node;

    @SuppressWarnings("NullAway.Init")
    private SignedIn admin;

    @BeforeEach
    void start() {
        TestWiring.set(Setting.MEDIA_DIRECTORY, home.resolve("media"));
        TestWiring.set(Setting.JOURNAL_DIRECTORY, home.resolve("journal"));
        node = TestPeople.node(DeletingNode.with(
                Recordings.class,
                MediaDirectory.class,
                NodeKeys.class,
                MediaKeyRows.class,
                MediaKeys.class,
                StoredTargets.class,
                StorageTargets.class,
                Policies.class,
                Candidates.class,
                RetentionPass.class,
                DryRun.class,
                RetentionRuns.class,
                RetentionRunner.class));
        admin = TestPeople.admin(node);
    }

    @AfterEach
    void stop() {
        node.close();
        TestWiring.SETTINGS.clear();
    }

    private KnownPolicy policy(String name, int position, Conditions about, Terms terms) {
        return node.bean(Policies.class).create(admin, new PolicyRules(name, position, true, about, terms));
    }

    /** Recordings of the last 900 days: of this node and another, held, tagged, of groups, with copies. */
    private void recordings(int many, UUID member) {
        String now = "timestamptz '" + TestWiring.CLOCK.instant() + "'";
        node.sql("""
                insert into conversation (id, tenant_id, origin_node, version, key, started_at)
                values (gen_random_uuid(), '%s', 'a', 1, 'k', now())""".formatted(TENANT));
        node.sql("""
                insert into recording (id, tenant_id, origin_node, version, conversation_id, node, journal, state,
                       verdict, direction, started_at, ended_at, duration_ms, end_cause)
                select gen_random_uuid(), '%1$s', 'a', 1, (select id from conversation),
                       case when i %% 29 = 0 then 'b' else 'a' end, 'j' || i, 'FINALISED',
                       (array['COMPLETE', 'INTERRUPTED', 'ONE_SIDED', 'SILENT', 'NO_MEDIA'])[1 + i %% 5], 'inbound',
                       t, t + d * interval '1 ms', d, 'BYE'
                  from (select i, %2$s - random() * interval '900 days' as t, cast(random() * 600000 as bigint) as d
                          from generate_series(1, %3$d) i) g""".formatted(TENANT, now, many));
        each("recording_tag", "tag, author", "(array['Complaint', 'vip'])[1 + n % 2], 'x'", "n % 7 = 0");
        each("legal_hold", "reason, placed_by, placed_at", "'case ' || n, 'carol', now()", "n % 11 = 0");
        each(
                "copy",
                "place, node, kind, content_type, location, bytes, sha256, verified_at",
                "'local', 'a', 'STORED', 'audio/webm', 'x', 10000000, 'x', now()",
                "true");
        node.sql("""
                insert into recording_assignment (tenant_id, user_id, recording_id)
                select tenant_id, '%s', id from recording where cast(substr(journal, 2) as int) %% 4 = 0""".formatted(member));
    }

    private void each(String table, String columns, String values, String which) {
        node.sql("""
                insert into %s (id, tenant_id, origin_node, version, recording_id, %s)
                select gen_random_uuid(), tenant_id, 'a', 1, id, %s
                  from (select r.*, cast(substr(journal, 2) as int) as n from recording r) x where %s""".formatted(table, columns, values, which));
    }

    private List<Finding> dryRun(int limit) {
        List<Finding> found = new ArrayList<>();
        @Nullable String cursor = null;
        do {
            DryRun.Page page = node.bean(DryRun.class).of(null, cursor, limit);
            found.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return found;
    }

    /** Every slice until it has ended. */
    private RetentionRuns.Run run() {
        RetentionRuns runs = node.bean(RetentionRuns.class);
        RetentionRunner runner = node.bean(RetentionRunner.class);
        UUID id = runs.begin(
                        "admin",
                        node.bean(RetentionPass.class)
                                .beginning(node.bean(Policies.class).book()))
                .id();
        for (int slice = 0; slice < 100 && runs.find(id).orElseThrow().endedAt() == null; slice++) {
            runner.work();
        }
        return runs.find(id).orElseThrow();
    }

    @Test
    void theDryRunEqualsWhatTheRunThenDoes() {
        Groups groups = node.bean(Groups.class);
        UUID trading = groups.create(admin, "Trading", null).id();
        UUID bonds = groups.create(admin, "Bonds", trading).id();
        SignedIn member = TestPeople.user(node, "ada", UserChange.NONE.inGroups(List.of(bonds)));
        recordings(400, member.userId());
        policy("trading", 10, new Conditions(trading, null, null, null, null), new Terms(500, 800, null));
        policy("silent", 20, new Conditions(null, null, Verdict.SILENT, null, null), new Terms(null, 60, null));
        policy("brief", 30, new Conditions(null, null, null, null, Duration.ofSeconds(20)), new Terms(null, 30, null));
        policy("complaints", 40, new Conditions(null, "complaint", null, null, null), new Terms(700, null, null));
        policy("all", 90, Conditions.NONE, new Terms(null, 600, null));
        policy("quota", 95, Conditions.NONE, new Terms(null, null, 2));
        policy("month", 99, Conditions.NONE, new Terms(30, null, null));

        List<Finding> said = dryRun(37);
        long before = node.count("select count(*) from recording where not deleted");
        RetentionRuns.Run run = run();

        Map<UUID, String> foreseen = said.stream().collect(toMap(Finding::recordingId, Finding::outcome));
        Map<UUID, String> done = node.bean(RetentionRuns.class).items(run.id(), null, 5000).stream()
                .collect(toMap(RetentionRuns.Item::recordingId, RetentionRuns.Item::outcome));
        assertThat(done).isEqualTo(foreseen);
        assertThat(said).extracting(Finding::policy).contains("trading", "silent", "brief", "all", "quota");
        assertThat(node.column(UUID.class, "select id from recording where deleted"))
                .containsExactlyInAnyOrderElementsOf(said.stream()
                        .filter(finding -> finding.outcome().equals("gone"))
                        .map(Finding::recordingId)
                        .toList());
        assertThat(run.counts().gone())
                .isEqualTo(before - node.count("select count(*) from recording where not deleted"));
        assertThat(run.counts().held()).isPositive();
        assertThat(run.counts().kept()).isPositive();
        assertThat(node.count("select count(*) from audit_entry where action = 'DELETE' and object = 'recording'"))
                .isEqualTo(run.counts().gone());
        assertThat(dryRun(1000))
                .as("a second run has nothing to do")
                .allMatch(f -> f.outcome().equals("held"));
        assertThat(node.count(
                        "select count(*) from recording r join legal_hold h on h.recording_id = r.id where r.deleted"))
                .isZero();
    }

    @Test
    void aDraftIsTriedWithoutBeingSaved() {
        recordings(100, admin.userId());
        PolicyRules rules = new PolicyRules("draft", 1, true, Conditions.NONE, new Terms(null, 1, null));
        DryRun.Page page = node.bean(DryRun.class).of(new DryRun.Draft(null, rules), null, 1000);
        assertThat(page.gone() + page.held()).isGreaterThan(80);
        assertThat(page.items().getFirst().because()).startsWith("older than 1 days since ");
        assertThat(dryRun(1000)).isEmpty();
        assertThat(node.bean(Policies.class).list()).isEmpty();
    }

    @Test
    void aRunBeginsByItselfADayAfterTheLastAndAnHourAfterAPolicyChanged() {
        RetentionRunner runner = node.bean(RetentionRunner.class);
        RetentionRuns runs = node.bean(RetentionRuns.class);
        runner.work();
        policy("all", 1, Conditions.NONE, new Terms(null, 600, null));
        TestWiring.CLOCK.pass(Duration.ofMinutes(59));
        runner.work();
        assertThat(runs.list(null, 10)).isEmpty();
        TestWiring.CLOCK.pass(Duration.ofMinutes(2));
        runner.work();
        runner.work();
        assertThat(runs.list(null, 10)).hasSize(1).allMatch(run -> run.endedAt() != null);
        TestWiring.CLOCK.pass(Duration.ofHours(24));
        runner.work();
        assertThat(runs.list(null, 10)).hasSize(2);
        assertThat(runs.list(runs.list(null, 1).getFirst().id(), 10)).hasSize(1);
    }

    @Test
    void aDeletionThatWasDecidedIsBroughtToItsEnd() {
        recordings(20, admin.userId());
        node.sql("update recording set state = 'PURGED', version = version + 1 where journal = 'j2'");
        node.bean(RetentionRunner.class).work();
        assertThat(node.count("select count(*) from recording where deleted")).isEqualTo(1);
        assertThat(node.count("select count(*) from recording where state = 'PURGED' and not deleted"))
                .isZero();
    }

    @Test
    void aPolicyIsChangedOnlyByWhoSawItsLatestVersion() {
        Policies policies = node.bean(Policies.class);
        KnownPolicy made = policy("all", 1, Conditions.NONE, new Terms(null, 600, null));
        PolicyRules stricter = new PolicyRules("all", 1, true, Conditions.NONE, new Terms(null, 500, null));
        KnownPolicy changed = policies.change(admin, made.id(), made.version(), stricter);
        assertThat(changed.rules().terms().deleteAfterDays()).isEqualTo(500);
        assertThatThrownBy(() -> policies.change(admin, made.id(), made.version(), stricter))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> policy("ALL", 2, Conditions.NONE, new Terms(null, 600, null)))
                .isInstanceOf(ChangeRejected.class);
        policies.remove(admin, made.id(), changed.version());
        assertThat(policies.list()).isEmpty();
        assertThat(node.count("select count(*) from audit_entry where object = 'retention-policy'"))
                .isEqualTo(3);
        assertThat(node.count("select count(*) from change_log where table_name = 'retention_policy'"))
                .isEqualTo(3);
    }
}
