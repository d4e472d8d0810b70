package org.holdfast.web.portal.search;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.holdfast.access.gate.Gate;
import org.holdfast.access.gate.Right;
import org.holdfast.access.people.Groups;
import org.holdfast.search.saved.Searchable;
import org.holdfast.web.portal.Texts;
import org.holdfast.web.session.PortalSession;
import org.jspecify.annotations.Nullable;

/** The users and groups whose recordings the reader may list: those, and no others, can be chosen. Of one request. */
@Named
@RequestScoped
public class SearchPeople implements WrittenFilters.People {
    @Inject
    private Searchable searchable;

    @Inject
    private Groups groups;

    @Inject
    private Gate gate;

    @Inject
    private PortalSession session;

    private @Nullable List<Searchable.Choice> users;
    private @Nullable List<Searchable.Choice> teams;

    @SuppressWarnings("NullAway.Init") // injected
    public SearchPeople() {}

    public List<Searchable.Choice> getUsers() {
        List<Searchable.Choice> known = users;
        if (known == null) {
            known = searchable.users(gate.reachOrNothing(session.user().orElseThrow(), Right.LIST));
            users = known;
        }
        return known;
    }

    public List<Searchable.Choice> getGroups() {
        List<Searchable.Choice> known = teams;
        if (known == null) {
            known = searchable.groups(gate.reachOrNothing(session.user().orElseThrow(), Right.LIST));
            teams = known;
        }
        return known;
    }

    @Override
    public Set<UUID> user(String name) {
        return getUsers().stream()
                .filter(choice ->
                        choice.label().equalsIgnoreCase(name) || choice.login().equalsIgnoreCase(name))
                .findFirst()
                .map(choice -> Set.of(choice.id()))
                .orElseThrow(() -> new WrittenFilters.Unreadable(Texts.of("filter.user.unknown", name)));
    }

    @Override
    public Set<UUID> group(String id) {
        return getGroups().stream()
                .filter(choice -> choice.id().toString().equals(id))
                .findFirst()
                .map(choice -> groups.membersBelow(choice.id()))
                .orElseThrow(() -> new WrittenFilters.Unreadable(Texts.of("filter.group.unknown")));
    }
}
