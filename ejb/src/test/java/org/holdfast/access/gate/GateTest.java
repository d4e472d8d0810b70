package org.holdfast.access.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.People;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.people.Assignments;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.Roles;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.Tenant;
import org.holdfast.rulebook.AddressKeys;
import org.holdfast.search.RecordingQuery;
import org.holdfast.search.RecordingSearch;
import org.holdfast.search.RecordingSummary;
import org.holdfast.search.Sight;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A firm of two departments: sales with a team north below it, and support. Each person made one call to a stranger. */
class GateTest {
    private static TestNode node;
    private static Gate gate;
    private static UUID sales;
    private static UUID north;
    private static UUID support;
    private static UUID callOfSally;
    private static UUID callOfNora;
    private static UUID callOfSue;
    private static UUID callOfNobody;

    @BeforeAll
    static void start() {
        node = TestPeople.node(Recordings.class, RecordingSearch.class);
        gate = node.bean(Gate.class);
        SignedIn admin = TestPeople.admin(node);
        Groups groups = node.bean(Groups.class);
        sales = groups.create(admin, "Sales", null).id();
        north = groups.create(admin, "North", sales).id();
        support = groups.create(admin, "Support", null).id();
        member("sally", sales);
        member("nora", north);
        member("sue", support);
        callOfSally = call("Sally");
        callOfNora = call("Nora");
        callOfSue = call("Sue");
        callOfNobody = call("Nobody");
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    private static void member(String login, UUID group) {
        TestPeople.user(
                node, login, UserChange.NONE.inGroups(List.of(group)).withExtensions(List.of(login + "@example.com")));
    }

    private static UUID call(String caller) {
        RecordingFacts facts = Calls.call(Calls.NOON, Duration.ofSeconds(9), caller, "Stranger 4930123456");
        node.bean(Recordings.class).add(facts, List.of());
        node.bean(Assignments.class).assign(facts.id());
        return facts.id();
    }

    private static SignedIn manager(String login, Permission... permissions) {
        return TestPeople.user(
                node,
                login,
                UserChange.NONE.managing(List.of(sales)).withExtensions(List.of("sip:" + login + "@example.com")),
                permissions);
    }

    private static List<UUID> listed(SignedIn user) {
        return node.bean(RecordingSearch.class).find(RecordingQuery.all(), Sight.of(gate, user)).items().stream()
                .map(RecordingSummary::id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aListShowsWhatTheScopeReaches(Scope scope) {
        SignedIn boss = manager("boss-" + scope.word(), new Permission(Right.LIST, scope));
        UUID own = call("Boss-" + scope.word());
        assertThat(listed(boss)).contains(own);
        assertThat(listed(boss).contains(callOfSally)).isEqualTo(scope.reaches(Scope.GROUP));
        assertThat(listed(boss).contains(callOfNora)).isEqualTo(scope.reaches(Scope.GROUP_TREE));
        assertThat(listed(boss).contains(callOfSue)).isEqualTo(scope.reaches(Scope.TENANT));
        assertThat(listed(boss).contains(callOfNobody)).isEqualTo(scope.reaches(Scope.TENANT));
    }

    @ParameterizedTest
    @EnumSource
    void theGateTellsForeignFromForbidden(Scope scope) {
        SignedIn boss = manager(
                "gate-" + scope.word(), new Permission(Right.LIST, scope), new Permission(Right.LISTEN, Scope.OWN));
        UUID own = call("Gate-" + scope.word());
        assertThatCode(() -> gate.requireRecording(boss, Right.LISTEN, own)).doesNotThrowAnyException();
        assertThatThrownBy(() -> gate.requireRecording(boss, Right.LISTEN, callOfNora))
                .isInstanceOf(scope.reaches(Scope.GROUP_TREE) ? Refused.class : OutOfReach.class);
        assertThatThrownBy(() -> gate.requireRecording(boss, Right.LISTEN, callOfSue))
                .isInstanceOf(scope.reaches(Scope.TENANT) ? Refused.class : OutOfReach.class);
        assertThatThrownBy(() -> gate.requireRecording(boss, Right.DELETE, own)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> gate.requireRecording(boss, Right.LISTEN, UUID.randomUUID()))
                .isInstanceOf(scope.reaches(Scope.TENANT) ? Refused.class : OutOfReach.class);
    }

    @Test
    void eachRightIsForItselfAlone() {
        for (Right right : Right.values()) {
            SignedIn one =
                    TestPeople.user(node, "one-" + right.word(), UserChange.NONE, new Permission(right, Scope.TENANT));
            for (Right other : Right.values()) {
                assertThat(gate.may(one, other)).as(right + " gives " + other).isEqualTo(right == other);
            }
        }
    }

    @Test
    void aRunningCallIsReachedByTheAddressesOfWhoTakesPart() {
        SignedIn boss = manager("live-boss", new Permission(Right.LISTEN_LIVE, Scope.GROUP));
        assertThatCode(() -> gate.requireLive(
                        boss, Right.LISTEN_LIVE, UUID.randomUUID(), List.of("<sip:SALLY@example.com:5060;user=phone>")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> gate.requireLive(
                        boss, Right.LISTEN_LIVE, UUID.randomUUID(), List.of("sip:nora@example.com", "tel:110")))
                .isInstanceOf(OutOfReach.class);
    }

    @Test
    void whoMayNotSeeNumbersNeitherSeesNorFindsThem() {
        SignedIn auditor = TestPeople.user(node, "masked", UserChange.NONE, new Permission(Right.LIST, Scope.TENANT));
        RecordingSearch search = node.bean(RecordingSearch.class);
        Sight sight = Sight.of(gate, auditor);
        assertThat(search.find(RecordingQuery.all(), sight).items())
                .allSatisfy(call -> assertThat(call.toString()).doesNotContain("example.com", "4930123456"));
        assertThat(search.find(RecordingQuery.all().withText("4930123456@example"), sight)
                        .items())
                .isEmpty();
        assertThat(search.find(RecordingQuery.all().withText("Sally"), sight).items())
                .hasSize(1);
        assertThat(search.recording(callOfSally, sight).orElseThrow().identifiers())
                .isEmpty();
    }

    @Test
    void recordingsFollowTheExtensionsOfTheirUsers() {
        SignedIn joiner = TestPeople.user(node, "joiner", UserChange.NONE, new Permission(Right.LIST, Scope.OWN));
        UUID before = call("Newcomer");
        assertThat(listed(joiner)).isEmpty();
        change(joiner, UserChange.NONE.withExtensions(List.of("newcomer")));
        assertThat(listed(joiner)).containsExactly(before);
        change(joiner, UserChange.NONE.withExtensions(List.of("newcomer@elsewhere.example")));
        assertThat(listed(joiner)).isEmpty();
    }

    @Test
    void aDisabledUserIsOutAtOnceHereAndWithinTwoSecondsElsewhere() {
        SignedIn leaver = TestPeople.user(node, "leaver", UserChange.NONE, new Permission(Right.LIST, Scope.OWN));
        assertThat(gate.admits(leaver, TestWiring.CLOCK.instant())).isTrue();
        node.sql("update app_user set enabled = false, version = version + 1 where login = 'leaver'");
        TestWiring.CLOCK.pass(Gate.FRESH);
        assertThat(gate.admits(leaver, TestWiring.CLOCK.instant())).isFalse();
        assertThat(gate.may(leaver, Right.LIST)).isFalse();
        SignedIn other = TestPeople.user(node, "other-leaver", UserChange.NONE);
        assertThat(gate.admits(other, TestWiring.CLOCK.instant())).isTrue();
        change(other, UserChange.NONE.withEnabled(false));
        assertThat(gate.admits(other, TestWiring.CLOCK.instant())).isFalse();
    }

    @Test
    void aTokenDoesNotReachBeyondWhatItWasMadeFor() {
        SignedIn admin = TestPeople.admin(node);
        SignedIn limited = new SignedIn(admin.userId(), "admin", "", "", Set.of(Right.LIST));
        assertThat(gate.may(limited, Right.LIST)).isTrue();
        assertThat(gate.may(limited, Right.LISTEN)).isFalse();
        assertThat(gate.reachOrNothing(limited, Right.LISTEN).isNothing()).isTrue();
    }

    @Test
    void nobodyGivesAwayMoreThanTheyHave() {
        SignedIn clerk =
                TestPeople.user(node, "clerk", UserChange.NONE, new Permission(Right.MANAGE_USERS, Scope.TENANT));
        SignedIn admin = TestPeople.admin(node);
        assertThatThrownBy(() ->
                        node.bean(Roles.class).create(clerk, "mine", List.of(new Permission(Right.LISTEN, Scope.ALL))))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> node.bean(People.class)
                        .change(
                                clerk,
                                clerk.userId(),
                                null,
                                UserChange.NONE.withRoles(node.bean(People.class)
                                        .find(admin.userId())
                                        .orElseThrow()
                                        .roles())))
                .isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> node.bean(People.class)
                        .change(clerk, admin.userId(), null, UserChange.NONE.withPassword("a new one for admin!")))
                .isInstanceOf(ChangeRejected.class);
    }

    @Test
    void eachRefusalIsInTheAuditTrail() {
        SignedIn curious = TestPeople.user(node, "curious", UserChange.NONE);
        assertThatThrownBy(() -> gate.require(curious, Right.EXPORT)).isInstanceOf(Refused.class);
        assertThat(
                        node.count(
                                "select count(*) from audit_entry where actor = 'curious' and action = 'REFUSED' and detail = 'export'"))
                .isEqualTo(1);
    }

    @Test
    void recordingsOfAnotherTenantAreNotThere() {
        SignedIn admin = TestPeople.admin(node);
        node.sql("insert into tenant (id, name, origin_node, version) values ('11111111-0000-7000-8000-000000000000',"
                + " 'foreign', 'a', 1)");
        UUID foreign = call("Foreigner");
        node.sql("update recording set tenant_id = '11111111-0000-7000-8000-000000000000', version = version + 1"
                + " where id = '" + foreign + "'");
        assertThat(listed(admin)).contains(callOfSally).doesNotContain(foreign);
        assertThat(node.bean(RecordingSearch.class).recording(foreign, Sight.of(gate, admin)))
                .isEmpty();
        assertThat(Tenant.DEFAULT).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sip:1001@example.com",
                "<sips:Ada.Lovelace@Example.COM:5061;transport=tls>;tag=1",
                "\"Ada\" <sip:+49 (30) 123-45.67@10.0.0.1?x=y>",
                "tel:+49-30-1234567;phone-context=x",
                "1001",
                "",
                "@",
                "sip:@host",
                "a@b@c",
                "sip:ümläut@exämple.com",
                "+-()",
                "sip:[::1]:5060",
                "sip:x@[::1]:5060",
                "<<a>b>",
                "sip:1001 @ host ",
            })
    void theDatabaseComparesAddressesAsWeDo(String aor) {
        List<String> there = node.column(
                String.class,
                "select coalesce(array_to_string(address_keys('" + aor.replace("'", "''") + "'), '|'), '')");
        assertThat(there.getFirst()).isEqualTo(String.join("|", AddressKeys.of(aor)));
    }

    private static void change(SignedIn user, UserChange change) {
        node.bean(People.class).change(TestPeople.admin(node), user.userId(), null, change);
    }
}
