package org.holdfast.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.rulebook.Outcome;
import org.holdfast.rulebook.Rule;
import org.holdfast.rulebook.RuleBook;
import org.holdfast.rulebook.RuleFile;
import org.holdfast.rulebook.RuleMode;
import org.holdfast.rulebook.RuleSide;
import org.holdfast.settings.Setting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {
    @TempDir
    static Path journals;

    private static TestNode node;
    private static Rules rules;
    private static SignedIn admin;

    @BeforeAll
    static void start() {
        TestWiring.set(Setting.JOURNAL_DIRECTORY, journals);
        node = TestPeople.node(Rules.class, RuleSnapshots.class);
        rules = node.bean(Rules.class);
        admin = TestPeople.admin(node);
    }

    @BeforeEach
    void noRules() {
        rules.list().forEach(rule -> rules.remove(admin, rule.id(), null));
        node.bean(RuleSnapshots.class).write();
    }

    @AfterAll
    static void stop() {
        node.close();
        TestWiring.SETTINGS.remove(Setting.JOURNAL_DIRECTORY.property());
    }

    @Test
    void rulesAreTriedInTheirOrderWhichCanBeChangedAsAWhole() {
        KnownRule all = rules.create(admin, RuleDraft.of("all", RuleMode.NEVER));
        KnownRule boss =
                rules.create(admin, RuleDraft.of("boss", RuleMode.ALWAYS).withNumbers(RuleSide.ANY, List.of("1001")));
        TriedCall call = new TriedCall("sip:1001@pbx", "2002", "", null, "");
        assertThat(rules.tried(call).outcome()).isEqualTo(Outcome.NEVER);

        String tag = Rules.tag(rules.list());
        rules.order(admin, List.of(boss.id(), all.id()), tag);
        assertThat(rules.list()).extracting(KnownRule::id).containsExactly(boss.id(), all.id());
        assertThat(rules.tried(call).ruleName()).isEqualTo("boss");

        assertThatThrownBy(() -> rules.order(admin, List.of(all.id(), boss.id()), tag))
                .isInstanceOfSatisfying(
                        ChangeRejected.class, e -> assertThat(e.reason()).isEqualTo(ChangeRejected.Reason.STALE));
        assertThatThrownBy(() -> rules.order(admin, List.of(boss.id()), null))
                .isInstanceOfSatisfying(
                        ChangeRejected.class, e -> assertThat(e.reason()).isEqualTo(ChangeRejected.Reason.CONFLICT));
        assertThat(node.count("select count(*) from audit_entry where object = 'rule' and detail = 'order'"))
                .isEqualTo(1);
        assertThat(node.count("select count(*) from change_log where table_name = 'recording_rule'"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void aRuleIsChangedOnlyAsItWasSeenAndOneThatIsOffIsNotTried() {
        KnownRule rule = rules.create(admin, RuleDraft.of("all", RuleMode.NEVER));
        RuleDraft off = new RuleDraft("all", false, RuleMode.NEVER, 0, RuleSide.ANY, List.of(), List.of(), List.of());
        KnownRule changed = rules.change(admin, rule.id(), rule.version(), off);
        assertThat(rules.tried(new TriedCall("1", "2", "", null, "")).outcome()).isEqualTo(Outcome.KEEP);
        assertThatThrownBy(() -> rules.change(admin, rule.id(), rule.version(), off))
                .isInstanceOf(ChangeRejected.class);
        rules.remove(admin, rule.id(), changed.version());
        assertThat(rules.list()).isEmpty();
        assertThat(rules.find(rule.id())).isEmpty();
    }

    @Test
    void whatCannotBeUsedIsNamed() {
        assertThat(field(RuleDraft.of(" ", RuleMode.NEVER))).isEqualTo("name");
        assertThat(field(RuleDraft.of("r", RuleMode.NEVER).withNumbers(RuleSide.ANY, List.of("sip:"))))
                .isEqualTo("numbers");
        assertThat(field(RuleDraft.of("r", RuleMode.NEVER).withTrunks(List.of("10.0.0.0/99"))))
                .isEqualTo("trunks");
        assertThat(field(RuleDraft.of("r", RuleMode.NEVER).withGroups(List.of(UUID.randomUUID()))))
                .isEqualTo("groups");
        assertThat(field(new RuleDraft("r", true, RuleMode.SAMPLE, 101, RuleSide.ANY, List.of(), List.of(), List.of())))
                .isEqualTo("percent");
    }

    @Test
    void theSnapshotHoldsTheAddressesOfAGroupsMembersAlsoOfThoseBelowAndFollowsEachChange() {
        UUID sales = node.bean(Groups.class).create(admin, "sales", null).id();
        UUID abroad = node.bean(Groups.class).create(admin, "abroad", sales).id();
        rules.create(admin, RuleDraft.of("sales", RuleMode.ON_DEMAND).withGroups(List.of(sales)));
        await().until(() -> snapshot().rules().size() == 1);
        TestPeople.user(
                node,
                "eve",
                UserChange.NONE
                        .withExtensions(List.of("sip:1001@pbx.example.com"))
                        .inGroups(List.of(sales)));
        TestPeople.user(
                node,
                "max",
                UserChange.NONE.withExtensions(List.of("+49 30 77")).inGroups(List.of(abroad)));
        await().untilAsserted(() -> assertThat(snapshot().rules())
                .extracting(Rule::conditions)
                .first()
                .satisfies(conditions -> assertThat(conditions.groupKeys())
                        .containsExactlyInAnyOrder("1001@pbx.example.com", "+493077")));
        assertThat(rules.tried(new TriedCall("sip:+493077@gw", "2002", "", null, ""))
                        .outcome())
                .isEqualTo(Outcome.ON_DEMAND);
        assertThat(rules.tried(new TriedCall("2001", "2002", "", sales, "")).outcome())
                .isEqualTo(Outcome.ON_DEMAND);
        assertThat(rules.tried(new TriedCall("2001", "2002", "", null, "")).outcome())
                .isEqualTo(Outcome.KEEP);
    }

    @Test
    void aDatabaseThatIsAwayLeavesTheSnapshotAsItIs() throws IOException {
        rules.create(admin, RuleDraft.of("all", RuleMode.NEVER));
        await().until(() -> snapshot().rules().size() == 1);
        node.sql("alter table recording_rule rename to gone");
        node.bean(RuleSnapshots.class).write();
        assertThat(snapshot().rules()).hasSize(1);
        node.sql("alter table gone rename to recording_rule");
        Files.delete(journals.resolve(RuleFile.NAME));
        node.bean(RuleSnapshots.class).write();
        assertThat(snapshot().rules()).hasSize(1);
    }

    private RuleBook snapshot() {
        try {
            return RuleFile.read(journals.resolve(RuleFile.NAME));
        } catch (IOException none) {
            return RuleBook.EMPTY;
        }
    }

    private String field(RuleDraft wanted) {
        try {
            rules.create(admin, wanted);
            return "";
        } catch (ChangeRejected rejected) {
            return rejected.field();
        }
    }
}
