package org.holdfast.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.Set;
import org.holdfast.recording.row.TellsOutage;

/** The users of this installation. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Users {
    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Users() {}

    @Inject
    public Users(EntityManager entities) {
        this.entities = entities;
    }

    /** A user and the password it must show. */
    record Credentials(SignedIn user, PasswordHash password) {}

    /** Whoever may come in by that login; upper and lower case are the same. */
    Optional<Credentials> enabled(String login) {
        return entities.createQuery(
                        "select u from AppUser u where lower(u.login) = lower(:login) and u.enabled", AppUser.class)
                .setParameter("login", login)
                .getResultStream()
                .findFirst()
                .map(user -> new Credentials(user.signedIn(), new PasswordHash(user.passwordHash())));
    }

    boolean none() {
        return entities.createQuery("select u.id from AppUser u", Object.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Adds a user; the database refuses a login that exists.
     *
     * @param hash from {@link PasswordHash#of}, made before, because that takes long
     */
    void add(String login, String name, PasswordHash hash, Set<String> roles) {
        entities.persist(new AppUser(login, name, hash.text(), roles));
    }

    /** That user may not come in any more, at once. */
    void disable(String login) {
        entities.createQuery("select u from AppUser u where lower(u.login) = lower(:login)", AppUser.class)
                .setParameter("login", login)
                .getResultStream()
                .forEach(AppUser::disable);
    }
}
