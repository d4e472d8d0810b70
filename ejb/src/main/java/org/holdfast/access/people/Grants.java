package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Right;
import org.holdfast.access.gate.Scope;
import org.holdfast.recording.row.TellsOutage;
import org.holdfast.wording.Wording;
import org.jspecify.annotations.Nullable;

/** What keeps users, groups and roles together, and anybody from giving away more than they have. Stateless. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Grants {
    private EntityManager entities;
    private Gate gate;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Grants() {}

    @Inject
    public Grants(EntityManager entities, Gate gate) {
        this.entities = entities;
        this.gate = gate;
    }

    /** Roles and groups that a user shall have must exist. */
    public void checkReferences(@Nullable List<UUID> roles, @Nullable List<UUID> groups, @Nullable List<UUID> managed) {
        check("roles", "AppRole", roles, id -> Wording.of("There is no role %s.", id));
        check("groups", "UserGroup", groups, id -> Wording.of("There is no group %s.", id));
        check("managedGroups", "UserGroup", managed, id -> Wording.of("There is no group %s.", id));
    }

    private void check(String field, String entity, @Nullable List<UUID> ids, Function<UUID, Wording> otherwise) {
        if (ids == null || ids.isEmpty()) {
            return;
        }
        HashSet<UUID> unknown = new HashSet<>(ids);
        unknown.removeAll(entities.createQuery("select e.id from " + entity + " e where e.id in :ids", UUID.class)
                .setParameter("ids", ids)
                .getResultList());
        if (!unknown.isEmpty()) {
            throw ChangeRejected.invalid(
                    field, "%s", otherwise.apply(unknown.iterator().next()));
        }
    }

    /** Nobody gives, takes or touches roles that allow more than they may themselves. */
    public void checkGiven(SignedIn by, Collection<UUID> roles) {
        if (!roles.isEmpty()) {
            entities.createQuery("select r from AppRole r where r.id in :ids", AppRole.class)
                    .setParameter("ids", roles)
                    .getResultStream()
                    .forEach(role -> checkAllowed(by, role.allowed()));
        }
    }

    void checkAllowed(SignedIn by, Collection<Permission> permissions) {
        permissions.stream()
                .filter(permission -> !gate.holds(by, permission))
                .findFirst()
                .ifPresent(more -> {
                    throw ChangeRejected.conflict(
                            "roles",
                            "You may not give or change what allows more than your own roles: %s of %s.",
                            more.right().word(),
                            more.scope().word());
                });
    }

    /** After a change: somebody must still be able to undo it. */
    public void checkSomebodyCanManage() {
        entities.flush();
        List<UUID> roles = entities.createQuery("select r from AppRole r", AppRole.class)
                .getResultStream()
                .filter(role -> role.allowed().stream()
                        .anyMatch(p ->
                                p.right() == Right.MANAGE_USERS && p.scope().reaches(Scope.TENANT)))
                .map(AppRole::id)
                .toList();
        boolean anybody = roles.stream()
                .anyMatch(role -> !entities.createQuery(
                                "select u.id from AppUser u where u.enabled and array_contains(u.roleIds, :role)",
                                UUID.class)
                        .setParameter("role", role)
                        .setMaxResults(1)
                        .getResultList()
                        .isEmpty());
        if (!anybody) {
            throw ChangeRejected.conflict("", "Nobody would be left who may manage users.");
        }
    }
}
