package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.gate.Permission;
import org.holdfast.access.gate.Scope;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** The roles of this installation. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Roles {
    private static final String KIND = "role";

    private EntityManager entities;
    private Grants grants;
    private AuditTrail audit;
    private Event<PeopleChanged> changed;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Roles() {}

    @Inject
    public Roles(EntityManager entities, Grants grants, AuditTrail audit, Event<PeopleChanged> changed) {
        this.entities = entities;
        this.grants = grants;
        this.audit = audit;
        this.changed = changed;
    }

    /** All of them, in order of name. */
    public List<KnownRole> list() {
        return entities.createQuery("select r from AppRole r order by lower(r.name)", AppRole.class)
                .getResultStream()
                .map(AppRole::known)
                .toList();
    }

    public Optional<KnownRole> find(UUID id) {
        return Optional.ofNullable(entities.find(AppRole.class, id)).map(AppRole::known);
    }

    public KnownRole create(SignedIn by, String name, List<Permission> permissions) {
        check(by, name, permissions, null);
        AppRole role = new AppRole(name.strip(), permissions);
        entities.persist(role);
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, role.id()).changing(null, role.known()));
        changed.fire(new PeopleChanged());
        return role.known();
    }

    /** Null leaves name or permissions as they are. */
    public KnownRole change(
            SignedIn by,
            UUID id,
            @Nullable Long ifVersion,
            @Nullable String name,
            @Nullable List<Permission> permissions) {
        AppRole role = existing(id, ifVersion);
        KnownRole before = role.known();
        String newName = name == null ? before.name() : name.strip();
        List<Permission> allowed = permissions == null ? before.permissions() : permissions;
        grants.checkAllowed(by, before.permissions());
        check(by, newName, allowed, id);
        role.is(newName, allowed);
        entities.flush();
        grants.checkSomebodyCanManage();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id).changing(before, role.known()));
        changed.fire(new PeopleChanged());
        return role.known();
    }

    /** Removes a role that nobody has. */
    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        AppRole role = existing(id, ifVersion);
        KnownRole before = role.known();
        grants.checkAllowed(by, before.permissions());
        long holders = entities.createQuery(
                        "select count(u) from AppUser u where array_contains(u.roleIds, :id)", Long.class)
                .setParameter("id", id)
                .getSingleResult();
        if (holders > 0) {
            throw ChangeRejected.conflict("", "%s users have this role. Take it from them first.", holders);
        }
        role.remove();
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).changing(before, null));
        changed.fire(new PeopleChanged());
    }

    private AppRole existing(UUID id, @Nullable Long ifVersion) {
        AppRole role = entities.find(AppRole.class, id);
        if (role == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != role.version()) {
            throw ChangeRejected.stale();
        }
        return role;
    }

    private void check(SignedIn by, String name, List<Permission> permissions, @Nullable UUID but) {
        Names.check(name);
        boolean taken = entities.createQuery(
                        "select r.id from AppRole r where lower(r.name) = lower(:name)", UUID.class)
                .setParameter("name", name.strip())
                .getResultStream()
                .anyMatch(id -> !id.equals(but));
        if (taken) {
            throw ChangeRejected.conflict("name", "There is a role of this name.");
        }
        permissions.stream()
                .filter(p -> p.right().isWhole() && !p.scope().reaches(Scope.TENANT))
                .findFirst()
                .ifPresent(p -> {
                    throw ChangeRejected.invalid(
                            "permissions",
                            "%s is a right to the whole: its scope is tenant or all.",
                            p.right().word());
                });
        grants.checkAllowed(by, permissions);
    }
}
