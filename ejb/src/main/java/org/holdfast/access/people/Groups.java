package org.holdfast.access.people;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.holdfast.access.AppUser;
import org.holdfast.access.KnownUser;
import org.holdfast.access.SignedIn;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** The tree of groups. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Groups {
    private static final String KIND = "group";
    private static final int DEEPEST = 20;

    private EntityManager entities;
    private AuditTrail audit;
    private Event<PeopleChanged> changed;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Groups() {}

    @Inject
    public Groups(EntityManager entities, AuditTrail audit, Event<PeopleChanged> changed) {
        this.entities = entities;
        this.audit = audit;
        this.changed = changed;
    }

    /** All of them, in order of name. */
    public List<KnownGroup> list() {
        return entities.createQuery("select g from UserGroup g order by lower(g.name), g.id", UserGroup.class)
                .getResultStream()
                .map(UserGroup::known)
                .toList();
    }

    public Optional<KnownGroup> find(UUID id) {
        return Optional.ofNullable(entities.find(UserGroup.class, id)).map(UserGroup::known);
    }

    /** The users in that group and in those below it. */
    public Set<UUID> membersBelow(UUID id) {
        Set<UUID> groups = KnownGroup.withThoseBelow(Set.of(id), list());
        return entities.createQuery("select u from AppUser u", AppUser.class)
                .getResultStream()
                .map(AppUser::known)
                .filter(user -> user.groups().stream().anyMatch(groups::contains))
                .map(KnownUser::id)
                .collect(Collectors.toSet());
    }

    public KnownGroup create(SignedIn by, String name, @Nullable UUID parent) {
        check(name, parent, null);
        UserGroup group = new UserGroup(name.strip(), parent);
        entities.persist(group);
        entities.flush();
        audit.add(
                AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, group.id()).changing(null, group.known()));
        changed.fire(new PeopleChanged());
        return group.known();
    }

    /** A null parent puts it at the top. */
    public KnownGroup change(SignedIn by, UUID id, @Nullable Long ifVersion, String name, @Nullable UUID parent) {
        UserGroup group = existing(id, ifVersion);
        check(name, parent, id);
        KnownGroup before = group.known();
        group.is(name.strip(), parent);
        entities.flush();
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id).changing(before, group.known()));
        changed.fire(new PeopleChanged());
        return group.known();
    }

    /** Removes a group that has none below it and no members. */
    public void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        UserGroup group = existing(id, ifVersion);
        KnownGroup before = group.known();
        if (list().stream().anyMatch(other -> id.equals(other.parent()))) {
            throw ChangeRejected.conflict("", "There are groups below it. Move or remove them first.");
        }
        long members =
                entities.createQuery("""
                        select count(u) from AppUser u
                         where array_contains(u.groupIds, :id) or array_contains(u.managedGroupIds, :id)""", Long.class).setParameter("id", id).getSingleResult();
        if (members > 0) {
            throw ChangeRejected.conflict("", "%s users are in it or manage it. Take them out first.", members);
        }
        group.remove();
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).changing(before, null));
        changed.fire(new PeopleChanged());
    }

    private UserGroup existing(UUID id, @Nullable Long ifVersion) {
        UserGroup group = entities.find(UserGroup.class, id);
        if (group == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != group.version()) {
            throw ChangeRejected.stale();
        }
        return group;
    }

    private void check(String name, @Nullable UUID parent, @Nullable UUID self) {
        Names.check(name);
        List<KnownGroup> all = list();
        if (parent != null && all.stream().noneMatch(group -> group.id().equals(parent))) {
            throw ChangeRejected.invalid("parent", "There is no group %s.", parent);
        }
        if (self != null
                && parent != null
                && KnownGroup.withThoseBelow(Set.of(self), all).contains(parent)) {
            throw ChangeRejected.invalid("parent", "A group cannot be below itself.");
        }
        if (depth(parent, all) >= DEEPEST) {
            throw ChangeRejected.invalid("parent", "Groups go %s deep.", DEEPEST);
        }
        boolean taken = all.stream()
                .anyMatch(group -> Objects.equals(group.parent(), parent)
                        && group.name().equalsIgnoreCase(name.strip())
                        && !group.id().equals(self));
        if (taken) {
            throw ChangeRejected.conflict("name", "There is a group of this name beside it.");
        }
    }

    private static int depth(@Nullable UUID group, List<KnownGroup> all) {
        int depth = 0;
        UUID at = group;
        while (at != null && depth <= DEEPEST) {
            UUID here = at;
            depth++;
            at = all.stream()
                    .filter(g -> g.id().equals(here))
                    .findFirst()
                    .map(KnownGroup::parent)
                    .orElse(null);
        }
        return depth;
    }
}
