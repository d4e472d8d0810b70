package org.holdfast.search.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.holdfast.access.SignedIn;
import org.holdfast.access.TestPeople;
import org.holdfast.access.UserChange;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Reach;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.harness.TestNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SavedSearchesTest {
    private static TestNode node;
    private static SavedSearches saved;
    private static SignedIn ada;
    private static SignedIn bo;
    private static KnownGroup team;

    @BeforeAll
    static void start() {
        node = TestPeople.node(SavedSearches.class, Searchable.class);
        saved = node.bean(SavedSearches.class);
        Groups groups = node.bean(Groups.class);
        SignedIn admin = TestPeople.admin(node);
        team = groups.create(admin, "Team", null);
        groups.create(admin, "Elsewhere", null);
        UserChange like = UserChange.NONE.withPassword("correct horse battery staple");
        ada = TestPeople.user(node, "ada", like.inGroups(List.of(team.id())), new Permission(Right.LIST, Scope.GROUP));
        bo = TestPeople.user(node, "bo", like, new Permission(Right.LIST, Scope.OWN));
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    @Test
    void everybodyHasTheirOwnAndOneOfANameIsReplaced() {
        saved.keep(ada, "Refunds", "q=refund");
        assertThat(saved.keep(ada, "refunds", "q=money").name()).isEqualTo("Refunds");
        saved.keep(bo, "Refunds", "q=other");
        assertThat(saved.of(ada)).singleElement().satisfies(search -> {
            assertThat(search.name()).isEqualTo("Refunds");
            assertThat(search.query()).isEqualTo("q=money");
        });
        assertThat(saved.forget(bo, saved.of(ada).getFirst().id())).isFalse();
        assertThat(saved.of(ada)).hasSize(1);
        assertThat(saved.forget(ada, saved.of(ada).getFirst().id())).isTrue();
        assertThat(saved.of(ada)).isEmpty();
        assertThat(node.count("select count(*) from change_log where table_name = 'saved_search'"))
                .isEqualTo(4);
    }

    @Test
    void refusesNamesThatNobodyCanRead() {
        assertThatThrownBy(() -> saved.keep(bo, " ", "q=x")).isInstanceOf(ChangeRejected.class);
        assertThatThrownBy(() -> saved.keep(bo, "x".repeat(61), "q=x")).isInstanceOf(ChangeRejected.class);
    }

    @Test
    void oneCanLookForThoseWhoseRecordingsOneMaySee() {
        Searchable searchable = node.bean(Searchable.class);
        Gate gate = node.bean(Gate.class);
        Reach own = gate.reachOrNothing(ada, Right.LIST);
        assertThat(searchable.users(own)).extracting(Searchable.Choice::login).containsExactly("ada");
        assertThat(searchable.groups(own)).extracting(Searchable.Choice::label).containsExactly("Team");
        assertThat(searchable.users(Reach.EVERYTHING))
                .extracting(Searchable.Choice::login)
                .contains("admin", "ada", "bo");
        assertThat(searchable.groups(Reach.EVERYTHING)).hasSize(2);
        assertThat(searchable.users(Reach.NOTHING)).isEmpty();
    }
}
