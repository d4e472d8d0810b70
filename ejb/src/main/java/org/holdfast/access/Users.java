package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Tuple;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.directory.Guest;
import org.holdfast.access.people.Assignments;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.access.people.Grants;
import org.holdfast.access.people.PeopleChanged;
import org.holdfast.access.people.UserFilter;
import org.holdfast.audit.AuditAction;
import org.holdfast.audit.AuditEvent;
import org.holdfast.audit.AuditTrail;
import org.holdfast.recording.row.TellsOutage;
import org.jspecify.annotations.Nullable;

/** The users of this installation, as rows. Stateless; each call is one short transaction. Others go through {@link People}. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Users {
    private static final String KIND = "user";

    private EntityManager entities;
    private Grants grants;
    private Assignments assignments;
    private AuditTrail audit;
    private Event<PeopleChanged> changed;
    private Clock clock;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Users() {}

    @Inject
    @SuppressWarnings("checkstyle:ParameterNumber") // what it takes to change a user in one transaction
    public Users(
            EntityManager entities,
            Grants grants,
            Assignments assignments,
            AuditTrail audit,
            Event<PeopleChanged> changed,
            Clock clock) {
        this.entities = entities;
        this.grants = grants;
        this.assignments = assignments;
        this.audit = audit;
        this.changed = changed;
        this.clock = clock;
    }

    /** A user and the password it must show. */
    record Credentials(SignedIn user, PasswordHash password) {}

    /** Whoever may come in by that login, of whichever tenant; upper and lower case are the same. */
    Optional<Credentials> enabled(String login) {
        List<?> found = entities.createNativeQuery("""
                        select id, login, name, password_hash, tenant_id from app_user
                         where lower(login) = lower(:login) and enabled and not deleted""", Tuple.class)
                .setParameter("login", login.replace("\0", ""))
                .getResultList();
        return found.stream().map(Tuple.class::cast).findFirst().map(Users::credentials);
    }

    private static Credentials credentials(Tuple row) {
        SignedIn user = new SignedIn(
                row.get("id", UUID.class),
                row.get("login", String.class),
                row.get("name", String.class),
                "",
                Set.of(),
                row.get("tenant_id", UUID.class));
        return new Credentials(user, new PasswordHash(row.get("password_hash", String.class)));
    }

    /** Enters the guest, or finds them and brings them up to date; none when they are disabled here or their login is another's. */
    public Optional<SignedIn> guest(Guest guest, List<UUID> roles) {
        AppUser known = entities.createQuery(
                        "select u from AppUser u where u.source = :source and u.subject = :subject", AppUser.class)
                .setParameter("source", guest.source())
                .setParameter("subject", guest.subject())
                .getResultStream()
                .findFirst()
                .orElse(null);
        if (known == null && isTaken(guest.login(), null)) {
            return Optional.empty();
        }
        AppUser user = known == null ? new AppUser(guest) : known;
        KnownUser before = known == null ? null : known.known();
        user.is(guest, roles);
        if (known == null) {
            entities.persist(user);
        }
        entities.flush();
        if (!user.known().equals(before)) {
            AuditAction action = before == null ? AuditAction.CREATE : AuditAction.CHANGE;
            audit.add(AuditEvent.of(org.holdfast.audit.Actor.SYSTEM, action, KIND, user.id())
                    .saying(guest.source())
                    .changing(before, user.known()));
            changed.fire(new PeopleChanged());
        }
        return user.enabled() ? Optional.of(user.signedIn()) : Optional.empty();
    }

    /** Who must show their password to the directory of that name; none for users of this installation and nobody. */
    Optional<String> source(String login) {
        List<?> found = entities.createNativeQuery(
                        "select source from app_user where lower(login) = lower(:login) and not deleted", String.class)
                .setParameter("login", login.replace("\0", ""))
                .getResultList();
        return found.stream().map(String.class::cast).findFirst();
    }

    boolean none() {
        return entities.createQuery("select u.id from AppUser u", Object.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Adds a user by the node itself; the database refuses a login that exists.
     *
     * @param hash from {@link PasswordHash#of}, made before, because that takes long
     */
    void add(String login, String name, PasswordHash hash, Set<UUID> roles) {
        AppUser user = new AppUser(login, name, hash);
        user.addRoles(roles);
        entities.persist(user);
        audit.add(AuditEvent.of(org.holdfast.audit.Actor.SYSTEM, AuditAction.CREATE, KIND, user.id())
                .saying(login));
        changed.fire(new PeopleChanged());
    }

    /** The users the filter lets through, in order of login; after that one. */
    List<KnownUser> list(UserFilter filter, String afterLogin, int limit) {
        StringBuilder query = new StringBuilder("select u from AppUser u where lower(u.login) > :after");
        Map<String, Object> values = new HashMap<>();
        values.put("after", afterLogin.toLowerCase(java.util.Locale.ROOT));
        if (!filter.text().isEmpty()) {
            query.append(" and (lower(u.login) like :like escape '!' or lower(u.name) like :like escape '!'"
                    + " or lower(array_to_string(u.extensions, ' ')) like :like escape '!')");
            values.put("like", "%" + literal(filter.text()) + "%");
        }
        if (filter.group() != null) {
            query.append(" and (array_contains(u.groupIds, :group) or array_contains(u.managedGroupIds, :group))");
            values.put("group", filter.group());
        }
        if (filter.role() != null) {
            query.append(" and array_contains(u.roleIds, :role)");
            values.put("role", filter.role());
        }
        if (filter.enabled() != null) {
            query.append(" and u.enabled = :enabled");
            values.put("enabled", filter.enabled());
        }
        TypedQuery<AppUser> found =
                entities.createQuery(query.append(" order by lower(u.login)").toString(), AppUser.class);
        values.forEach(found::setParameter);
        return found.setMaxResults(limit).getResultStream().map(AppUser::known).toList();
    }

    /** Whoever has that login, whatever its case. */
    Optional<KnownUser> byLogin(String login) {
        return entities.createQuery("select u from AppUser u where lower(u.login) = lower(:login)", AppUser.class)
                .setParameter("login", login.replace("\0", ""))
                .getResultStream()
                .findFirst()
                .map(AppUser::known);
    }

    private static String literal(String text) {
        return text.toLowerCase(java.util.Locale.ROOT)
                .replace("\0", "")
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
    }

    Optional<KnownUser> find(UUID id) {
        return Optional.ofNullable(entities.find(AppUser.class, id)).map(AppUser::known);
    }

    KnownUser create(SignedIn by, UserChange wanted, PasswordHash password) {
        grants.checkReferences(wanted.roles(), wanted.groups(), wanted.managedGroups());
        grants.checkGiven(by, wanted.roles() == null ? List.of() : wanted.roles());
        refuseTaken(wanted.login(), null);
        AppUser user = new AppUser(String.valueOf(wanted.login()), "", password);
        user.change(wanted);
        entities.persist(user);
        entities.flush();
        assignments.reassign(user.id());
        audit.add(AuditEvent.of(by.actor(), AuditAction.CREATE, KIND, user.id()).changing(null, user.known()));
        changed.fire(new PeopleChanged());
        return user.known();
    }

    KnownUser change(
            SignedIn by, UUID id, @Nullable Long ifVersion, UserChange wanted, @Nullable PasswordHash password) {
        AppUser user = existing(id, ifVersion);
        KnownUser before = user.known();
        grants.checkReferences(wanted.roles(), wanted.groups(), wanted.managedGroups());
        grants.checkGiven(by, before.roles());
        grants.checkGiven(by, wanted.roles() == null ? List.of() : wanted.roles());
        refuseTaken(wanted.login(), id);
        user.change(wanted);
        if (password != null) {
            user.passwordIs(password);
        }
        if (password != null || (before.enabled() && !user.enabled())) {
            user.endSessions(clock.instant());
        }
        entities.flush();
        grants.checkSomebodyCanManage();
        if (!before.extensions().equals(user.known().extensions())) {
            assignments.reassign(id);
        }
        audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, id)
                .saying(password == null ? "" : "password")
                .changing(before, user.known()));
        changed.fire(new PeopleChanged());
        return user.known();
    }

    void remove(SignedIn by, UUID id, @Nullable Long ifVersion) {
        AppUser user = existing(id, ifVersion);
        KnownUser before = user.known();
        grants.checkGiven(by, before.roles());
        user.remove(clock.instant());
        entities.flush();
        grants.checkSomebodyCanManage();
        assignments.reassign(id);
        audit.add(AuditEvent.of(by.actor(), AuditAction.DELETE, KIND, id).changing(before, null));
        changed.fire(new PeopleChanged());
    }

    /** The user's own change of password: every session and token from before ends. */
    void passwordIs(SignedIn user, PasswordHash password) {
        AppUser row = existing(user.userId(), null);
        row.passwordIs(password);
        row.endSessions(clock.instant());
        audit.add(AuditEvent.of(user.actor(), AuditAction.CHANGE, KIND, user.userId())
                .saying("password"));
        changed.fire(new PeopleChanged());
    }

    /** Makes these users, and no others, managers of the group. */
    void manage(SignedIn by, UUID group, Set<UUID> managers) {
        entities.createQuery("select u from AppUser u", AppUser.class)
                .getResultStream()
                .filter(user -> user.known().managedGroups().contains(group) != managers.contains(user.id()))
                .forEach(user -> {
                    KnownUser before = user.known();
                    grants.checkGiven(by, before.roles());
                    user.manage(group, managers.contains(user.id()));
                    audit.add(AuditEvent.of(by.actor(), AuditAction.CHANGE, KIND, user.id())
                            .changing(before, user.known()));
                });
        changed.fire(new PeopleChanged());
    }

    private AppUser existing(UUID id, @Nullable Long ifVersion) {
        AppUser user = entities.find(AppUser.class, id);
        if (user == null) {
            throw ChangeRejected.unknown();
        }
        if (ifVersion != null && ifVersion != user.version()) {
            throw ChangeRejected.stale();
        }
        return user;
    }

    /** Logins are unique over all tenants: somebody is found by it before it is known of which they are. */
    private void refuseTaken(@Nullable String login, @Nullable UUID but) {
        if (login != null && isTaken(login, but)) {
            throw ChangeRejected.conflict("login", "Somebody else has this login.");
        }
    }

    private boolean isTaken(String login, @Nullable UUID but) {
        List<?> found = entities.createNativeQuery(
                        "select id from app_user where lower(login) = lower(:login) and not deleted", UUID.class)
                .setParameter("login", login)
                .getResultList();
        return found.stream().anyMatch(id -> !id.equals(but));
    }

    /** Refuses a login that somebody has. */
    void checkFree(String login) {
        refuseTaken(login, null);
    }
}
