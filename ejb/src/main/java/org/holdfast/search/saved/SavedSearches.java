package org.holdfast.search.saved;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.access.SignedIn;
import org.holdfast.access.people.ChangeRejected;
import org.holdfast.recording.row.StoredText;
import org.holdfast.recording.row.TellsOutage;

/** Everybody's own saved searches; nobody sees another's. Stateless; each call is one short transaction. */
@ApplicationScoped
@TellsOutage
@Transactional
public class SavedSearches {
    /** The longest name. */
    public static final int LONGEST_NAME = 60;

    private static final int LONGEST_QUERY = 2000;
    private static final int MOST = 50;

    private EntityManager entities;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway.Init")
    protected SavedSearches() {}

    @Inject
    public SavedSearches(EntityManager entities) {
        this.entities = entities;
    }

    /** By name. */
    public List<KnownSearch> of(SignedIn user) {
        return rows(user).stream().map(SavedSearch::known).toList();
    }

    /** Keeps the search; one of the same name is replaced. */
    public KnownSearch keep(SignedIn user, String name, String query) {
        String plain = StoredText.of(name).strip();
        if (plain.isEmpty() || plain.length() > LONGEST_NAME) {
            throw ChangeRejected.invalid("name", "A saved search has a name of 1 to %s characters.", LONGEST_NAME);
        }
        if (query.length() > LONGEST_QUERY) {
            throw ChangeRejected.invalid("query", "This search is too long to be kept.");
        }
        List<SavedSearch> there = rows(user);
        Optional<SavedSearch> same =
                there.stream().filter(search -> search.isCalled(plain)).findFirst();
        same.ifPresent(search -> search.becomes(StoredText.of(query)));
        return same.orElseGet(() -> add(user, there.size(), plain, query)).known();
    }

    private SavedSearch add(SignedIn user, int there, String name, String query) {
        if (there >= MOST) {
            throw ChangeRejected.conflict("name", "Nobody keeps more than %s searches.", MOST);
        }
        SavedSearch search = new SavedSearch(user.userId(), name, StoredText.of(query));
        entities.persist(search);
        return search;
    }

    /**
     * Forgets one's own search.
     *
     * @return false when there is none of that id
     */
    public boolean forget(SignedIn user, UUID id) {
        Optional<SavedSearch> search =
                Optional.ofNullable(entities.find(SavedSearch.class, id)).filter(known -> known.isOf(user.userId()));
        search.ifPresent(SavedSearch::remove);
        return search.isPresent();
    }

    private List<SavedSearch> rows(SignedIn user) {
        return entities.createQuery(
                        "select s from SavedSearch s where s.userId = :user order by lower(s.name)", SavedSearch.class)
                .setParameter("user", user.userId())
                .getResultList();
    }
}
