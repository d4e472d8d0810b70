package org.holdfast.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.directory.GuestBook;
import org.holdfast.access.directory.LdapDirectory;
import org.holdfast.access.factor.SecondFactors;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.RightsReader;
import org.holdfast.access.people.Assignments;
import org.holdfast.access.people.Grants;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownRole;
import org.holdfast.access.people.PasswordRules;
import org.holdfast.access.people.Roles;
import org.holdfast.access.tenant.TenantOf;
import org.holdfast.access.tenant.TenantRows;
import org.holdfast.audit.AuditAnchor;
import org.holdfast.audit.AuditTrail;
import org.holdfast.audit.AuditVerifier;
import org.holdfast.harness.TestNode;

/** A node with everything about people, and people to put into it. */
public final class TestPeople {
    private TestPeople() {}

    /** Everything about people, and these beans. */
    public static TestNode node(Class<?>... more) {
        return TestNode.of(and(more));
    }

    /** The beans of everything about people, and these. */
    public static Class<?>[] and(Class<?>... more) {
        List<Class<?>> beans = new ArrayList<>(List.of(
                Users.class,
                SignIn.class,
                SecondFactors.class,
                Tokens.class,
                People.class,
                Grants.class,
                Groups.class,
                Roles.class));
        beans.addAll(List.of(
                PasswordRules.class,
                Assignments.class,
                Gate.class,
                RightsReader.class,
                LdapDirectory.class,
                GuestBook.class,
                TenantOf.class,
                TenantRows.class,
                AuditTrail.class,
                AuditAnchor.class,
                AuditVerifier.class));
        beans.addAll(List.of(more));
        return beans.toArray(Class<?>[]::new);
    }

    /** The administrator, who is made if there is none. */
    public static SignedIn admin(TestNode node) {
        List<UUID> there = node.column(UUID.class, "select id from app_user where login = 'admin'");
        if (there.isEmpty()) {
            node.bean(Users.class)
                    .add("admin", "Administrator", PasswordHash.OF_NOBODY, Set.of(KnownRole.ADMINISTRATOR));
            return admin(node);
        }
        return new SignedIn(there.getFirst(), "admin", "Administrator", "127.0.60.1", Set.of());
    }

    /** A new user with these permissions, by a role of their own. */
    public static SignedIn user(TestNode node, String login, UserChange like, Permission... permissions) {
        SignedIn admin = admin(node);
        List<UUID> roles = permissions.length == 0
                ? (like.roles() == null ? List.of() : like.roles())
                : List.of(node.bean(Roles.class)
                        .create(admin, "role of " + login, List.of(permissions))
                        .id());
        KnownUser made =
                node.bean(People.class).create(admin, like.withLogin(login).withRoles(roles));
        return new SignedIn(made.id(), login, made.name(), "127.0.60.2", Set.of());
    }
}
