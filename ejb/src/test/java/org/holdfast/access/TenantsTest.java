package org.holdfast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.OutOfReach;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Refused;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Roles;
import org.holdfast.access.tenant.KnownTenant;
import org.holdfast.access.tenant.TenantChanges;
import org.holdfast.access.tenant.TenantOf;
import org.holdfast.access.tenant.Tenants;
import org.holdfast.harness.Calls;
import org.holdfast.harness.TestNode;
import org.holdfast.harness.TestWiring;
import org.holdfast.recording.RecordingFacts;
import org.holdfast.recording.Recordings;
import org.holdfast.recording.row.CurrentTenant;
import org.holdfast.recording.row.Tenant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TenantsTest {
    private static final String PASSWORD = "correct horse battery";
    private static TestNode node;
    private static Tenants tenants;
    private static SignedIn admin;
    private static KnownTenant blue;
    private static SignedIn bea;

    @BeforeAll
    static void start() {
        node = TestPeople.node(Tenants.class, TenantChanges.class, Recordings.class);
        tenants = node.bean(Tenants.class);
        admin = TestPeople.admin(node);
        blue = tenants.create(
                admin,
                "blue",
                List.of("@blue.example", "+4930*"),
                UserChange.NONE.withLogin("bea").withPassword(PASSWORD));
        bea = ((SignInResult.Accepted) node.bean(SignIn.class).withPassword("bea", PASSWORD, "127.0.60.1")).user();
    }

    @AfterAll
    static void stop() {
        TestWiring.SETTINGS.clear();
        node.close();
    }

    @Test
    void itsAdministratorManagesItsUsersAndNoOthers() {
        assertThat(bea.tenant()).isEqualTo(blue.id());
        assertThat(node.bean(Gate.class).may(bea, Right.MANAGE_USERS)).isTrue();
        assertThat(CurrentTenant.as(bea.tenant(), () -> node.bean(People.class).list("", "", 10)))
                .extracting(KnownUser::login)
                .containsExactly("bea");
        assertThat(node.bean(People.class).list("", "", 10))
                .extracting(KnownUser::login)
                .contains("admin")
                .doesNotContain("bea");
        assertThat(CurrentTenant.as(bea.tenant(), () -> node.bean(People.class).find(admin.userId())))
                .isEmpty();
    }

    @Test
    void itHasTheDefaultRolesAndNoneGoesBeyondIt() {
        assertThat(CurrentTenant.as(blue.id(), () -> node.bean(Roles.class).list()))
                .hasSize(6)
                .allSatisfy(role -> assertThat(role.permissions())
                        .extracting(Permission::scope)
                        .doesNotContain(Scope.ALL));
        assertThatThrownBy(() -> tenants.list(bea)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> CurrentTenant.as(
                        blue.id(),
                        () -> node.bean(Roles.class)
                                .create(bea, "more", List.of(new Permission(Right.LIST, Scope.ALL)))))
                .isInstanceOf(ChangeRejected.class);
    }

    @Test
    void aCallIsOfTheTenantWhoseRuleFitsMostExactly() {
        KnownTenant red = tenants.create(
                admin,
                "red",
                List.of("+493077*", "boss@blue.example"),
                UserChange.NONE.withLogin("rea").withPassword(PASSWORD));
        TenantOf whose = node.bean(TenantOf.class);
        assertThat(whose.call(List.of("sip:ada@blue.example", "sip:1@other.example")))
                .isEqualTo(blue.id());
        assertThat(whose.call(List.of("sip:+49 30 12345@sbc.example"))).isEqualTo(blue.id());
        assertThat(whose.call(List.of("tel:+49-30-77-1"))).isEqualTo(red.id());
        assertThat(whose.call(List.of("sip:boss@blue.example"))).isEqualTo(red.id());
        assertThat(whose.call(List.of("sip:ada@notblue.example", ""))).isEqualTo(Tenant.DEFAULT);
    }

    @Test
    void aRecordingOfAnotherTenantIsNotThereWhateverTheScope() {
        RecordingFacts call = Calls.call();
        CurrentTenant.as(blue.id(), () -> node.bean(Recordings.class).add(call, List.of()));
        UUID theirs = call.id();
        Gate gate = node.bean(Gate.class);
        gate.requireRecording(bea, Right.LISTEN, theirs);
        assertThat(gate.may(admin, Right.LISTEN, theirs)).isFalse();
        assertThatThrownBy(() -> gate.requireRecording(admin, Right.LISTEN, theirs))
                .isInstanceOf(OutOfReach.class);
        assertThat(node.bean(TenantOf.class).recording(theirs, List.of())).isEqualTo(blue.id());
    }

    @Test
    void aTokenOfItsUserLeadsToItsTenant() {
        String token = CurrentTenant.as(blue.id(), () -> node.bean(Tokens.class).issue(bea))
                .token();
        assertThat(node.bean(Tokens.class).holder(token)).map(SignedIn::tenant).contains(blue.id());
    }

    @Test
    void aLoginIsTakenForAllTenants() {
        assertThatThrownBy(() -> CurrentTenant.as(
                        blue.id(), () -> node.bean(People.class).create(bea, UserChange.NONE.withLogin("ADMIN"))))
                .isInstanceOf(ChangeRejected.class)
                .hasMessageContaining("login");
        assertThatThrownBy(() -> tenants.create(
                        admin,
                        "green",
                        List.of(),
                        UserChange.NONE.withLogin("bea").withPassword(PASSWORD)))
                .isInstanceOf(ChangeRejected.class);
        assertThat(tenants.list(admin)).extracting(KnownTenant::name).doesNotContain("green");
    }
}
