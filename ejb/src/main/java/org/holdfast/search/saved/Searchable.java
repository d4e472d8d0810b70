package org.holdfast.search.saved;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Reach;
import org.holdfast.access.people.Groups;
import org.holdfast.access.people.KnownGroup;
import org.holdfast.recording.row.TellsOutage;

/** Whose recordings somebody can look for: users and groups within their reach. Stateless; reads only. */
@ApplicationScoped
@TellsOutage
@Transactional
public class Searchable {
    /** More than these nobody chooses from a list; any can be written by name. */
    private static final int MOST = 2500;

    private EntityManager entities;
    private Groups groups;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected Searchable() {}

    @Inject
    public Searchable(EntityManager entities, Groups groups) {
        this.entities = entities;
        this.groups = groups;
    }

    /** One user or group. */
    public record Choice(UUID id, String login, String label) {}

    /** Users by name. */
    public List<Choice> users(Reach reach) {
        if (reach.isNothing()) {
            return List.of();
        }
        String within = reach.everything() ? "" : " where u.id in :users";
        TypedQuery<Choice> query = entities.createQuery(
                "select u.id, u.login, case when u.name = '' then u.login else u.name end from AppUser u" + within
                        + " order by lower(u.name), u.login",
                Choice.class);
        if (!reach.everything()) {
            query.setParameter("users", reach.users());
        }
        return query.setMaxResults(MOST).getResultList();
    }

    /** Groups by name: all, or those that one of the users within reach is in. */
    public List<Choice> groups(Reach reach) {
        if (reach.isNothing()) {
            return List.of();
        }
        Set<UUID> users = reach.users();
        return groups.list().stream()
                .filter(group -> reach.everything() || touches(group, users))
                .map(group -> new Choice(group.id(), "", group.name()))
                .toList();
    }

    private boolean touches(KnownGroup group, Set<UUID> users) {
        return groups.membersBelow(group.id()).stream().anyMatch(users::contains);
    }
}
